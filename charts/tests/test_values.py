"""The values: each is explained and has a schema; wrong ones are refused in words that help."""

import copy
import json
import re
import unittest

import jsonschema
import yaml

from rendering import CHART, Refused, render, render_all, renderings, values_of

LINES = (CHART / "values.yaml").read_text(encoding="utf-8").splitlines()
VALUES = yaml.safe_load("\n".join(LINES))
SCHEMA = json.loads((CHART / "values.schema.json").read_text(encoding="utf-8"))

# One wrong value, and what the user is told of it.
WRONG = {
    "a key nobody knows": ({"replicas": 3}, "additional properties 'replicas' not allowed"),
    "a key nobody knows, further down": (
        {"bus": {"streams": {"copies": 3}}},
        "at '/bus/streams': additional properties 'copies' not allowed",
    ),
    "a service nobody knows": (
        {"services": {"billing": {}}},
        "at '/services': additional properties 'billing' not allowed",
    ),
    "a service left out": ({"services": {"penalty": None}}, "missing property 'penalty'"),
    "a section left out": ({"image": None}, "missing property 'image'"),
    "no replicas": ({"serviceDefaults": {"replicas": 0}}, "at '/serviceDefaults/replicas'"),
    "replicas of one service as a word": (
        {"services": {"intake": {"replicas": "two"}}},
        "at '/services/intake/replicas': got string, want integer",
    ),
    "a secret for the portal": (
        {"services": {"portal": {"existingSecret": "x"}}},
        "at '/services/portal': additional properties 'existingSecret' not allowed",
    ),
    "other surroundings": ({"surroundings": "staging"}, "at '/surroundings'"),
    "a switch as a word": ({"bus": {"provision": "yes"}}, "at '/bus/provision'"),
    "copies that no cluster can vote on": (
        {"bus": {"streams": {"replicas": 2}}},
        "at '/bus/streams",
    ),
    "a login in an address": ({"bus": {"url": "nats://u:hunter2@nats:4222"}}, "at '/bus/url'"),
    "a broker of another kind": ({"bus": {"url": "kafka://k:9092"}}, "at '/bus/url'"),
    "an address without a scheme": (
        {"access": {"jwksUrl": "login.example.org"}},
        "at '/access/jwksUrl'",
    ),
    "a share above 1": ({"telemetry": {"sampleRatio": 1.5}}, "at '/telemetry/sampleRatio'"),
    "half a digest": ({"image": {"digest": "sha256:123"}}, "at '/image/digest'"),
    "a pull policy nobody knows": (
        {"image": {"pullPolicy": "Sometimes"}},
        "at '/image/pullPolicy'",
    ),
    "root": ({"podSecurity": {"runAsUser": 0}}, "at '/podSecurity/runAsUser'"),
    "memory in words": (
        {"serviceDefaults": {"resources": {"limits": {"memory": "much"}}}},
        "at '/serviceDefaults/resources/limits/memory'",
    ),
    "a drain without end": ({"http": {"drainSeconds": 100000}}, "at '/http/drainSeconds'"),
    "too few connections": ({"database": {"connectionsMax": 1}}, "at '/database/connectionsMax'"),
    "a port out of range": (
        {"networkPolicy": {"database": {"ports": [70000]}}},
        "at '/networkPolicy/database/ports/0'",
    ),
    "a peer that is none": (
        {"networkPolicy": {"bus": {"to": [{"host": "nats"}]}}},
        "at '/networkPolicy/bus/to/0'",
    ),
    "an annotation that is no text": ({"podAnnotations": {"a": 1}}, "at '/podAnnotations/a'"),
    "a toleration nobody knows": (
        {"tolerations": [{"key": "a", "effect": "Maybe"}]},
        "at '/tolerations/0/effect'",
    ),
    "a bucket in capitals": ({"blobs": {"bucket": "Evidence"}}, "at '/blobs/bucket'"),
    "a name that cannot be": ({"fullnameOverride": "Ming_Jing"}, "at '/fullnameOverride'"),
    "no image": ({"image": {"repository": ""}}, "image.repository is empty: name the image"),
    "no broker": ({"bus": {"url": ""}}, "bus.url is empty: name the NATS servers"),
    "no bucket": ({"blobs": {"bucket": ""}}, "blobs.bucket is empty: name the S3 bucket"),
    "nobody to believe": (
        {"access": {"issuer": ""}},
        "access.issuer is empty: production must know",
    ),
    "no keys": ({"access": {"jwksUrl": ""}}, "say where the issuer's public keys are"),
    "keys twice": ({"access": {"jwksConfigMap": "keys"}}, "are both set: keep one"),
    "evidence in the clear": (
        {"blobs": {"endpoint": "http://minio:9000"}},
        "blobs.endpoint is plain http: use https, or set blobs.allowHttp",
    ),
}


def merged(below, above):
    """The values `below` with those of `above` in their place."""
    if not (isinstance(below, dict) and isinstance(above, dict)):
        return copy.deepcopy(above)
    keys = below | above
    return {
        key: merged(below[key], above[key]) if key in below and key in above else keys[key]
        for key in keys
    }


def refusal(values):
    """What the user is told of values that are refused; None when they are accepted."""
    try:
        render(values)
    except Refused as error:
        return str(error)
    return None


def resolved(schema):
    """The schema itself, where it refers to a definition."""
    while "$ref" in schema:
        schema = SCHEMA["definitions"][schema["$ref"].removeprefix("#/definitions/")]
    return schema


class WrongValues(unittest.TestCase):
    def test_are_refused_and_the_message_names_them(self):
        values = [merged(values_of("defaults"), wrong) for wrong, _message in WRONG.values()]
        answers = render_all(values, render_one=refusal)
        for (what, (_wrong, message)), answer in zip(WRONG.items(), answers, strict=True):
            with self.subTest(what):
                self.assertIsNotNone(answer, "the values were accepted")
                self.assertIn(message, answer)

    def test_are_named_all_at_once_when_nothing_was_said(self):
        answer = refusal({})
        for value in (
            "image.repository",
            "bus.url",
            "blobs.bucket",
            "access.issuer",
            "access.jwksUrl",
        ):
            self.assertIn(value, answer)


class TheSchema(unittest.TestCase):
    def test_is_one(self):
        jsonschema.Draft7Validator.check_schema(SCHEMA)

    def test_accepts_the_values_as_they_are(self):
        jsonschema.Draft7Validator(SCHEMA).validate(VALUES)

    def test_lets_an_umbrella_chart_hand_its_values_down(self):
        values = values_of("defaults") | {"global": {"anything": True}}
        self.assertEqual(render(values).manifest, renderings()["defaults"].manifest)

    def test_knows_every_value_and_no_other(self):
        def compare(path, schema, value):
            schema = resolved(schema)
            if schema.get("type") != "object" or "properties" not in schema:
                return
            with self.subTest("/".join(path)):
                # A service may set more than it does, and so may a list of amounts.
                optional = path[:1] == ("services",) and len(path) > 1 or "resources" in path
                unknown = set(value) - set(schema["properties"])
                missing = set() if optional else set(schema["properties"]) - set(value)
                self.assertEqual((unknown, missing), (set(), set()))
            for key, below in schema["properties"].items():
                if key in value:
                    compare((*path, key), below, value[key])

        compare((), SCHEMA, VALUES)

    def test_is_closed_everywhere(self):
        def walk(path, schema):
            if isinstance(schema, dict):
                if schema.get("type") == "object" and path != ("properties", "global"):
                    with self.subTest("/".join(path)):
                        closed = schema.get("additionalProperties")
                        self.assertTrue(closed is False or isinstance(closed, dict))
                for key, below in schema.items():
                    walk((*path, key), below)

        walk((), SCHEMA)

    def test_says_what_each_value_may_be(self):
        def walk(path, schema):
            if isinstance(schema, dict):
                for key, below in schema.get("properties", {}).items():
                    with self.subTest("/".join((*path, key))):
                        self.assertTrue({"type", "enum", "anyOf", "allOf", "$ref"} & set(below))
                for key, below in schema.items():
                    walk((*path, key), below)

        walk((), SCHEMA)


class ValuesFile(unittest.TestCase):
    def test_explains_every_value(self):
        explained = set()
        stack = []
        comment = ""
        for line in LINES:
            if not line.strip():
                comment = ""
            elif line.lstrip().startswith("#"):
                comment += line.strip()
            else:
                key = re.match(r"( *)([A-Za-z]+):", line)
                if key:
                    depth = len(key[1]) // 2
                    stack[depth:] = [key[2]]
                    if "# -- " in comment:
                        explained.add(".".join(stack))
                comment = ""

        def check(path, value):
            here = ".".join(path)
            if here in explained:
                return
            with self.subTest(here):
                self.assertTrue(isinstance(value, dict) and value, "has no comment `# -- `")
            for key, below in value.items():
                check((*path, key), below)

        check((), VALUES)

    def test_has_no_long_lines(self):
        self.assertEqual([line for line in LINES if len(line) > 100], [])


class TheNotes(unittest.TestCase):
    def test_say_what_to_do_next(self):
        notes = renderings()["defaults"].notes
        for text in (
            "rollout status deployment",
            "mj-mingjing-evidence",
            "port-forward service/mj-mingjing-portal 8080",
            # Seven services, two replicas and one more, ten connections and one.
            "max_connections must be above 231",
            "set telemetry.otlpEndpoint",
        ):
            self.assertIn(text, notes)
        self.assertNotIn("WARNING", notes)

    def test_warn_of_what_is_switched_off(self):
        self.assertIn("WARNING: without network policies", renderings()["network-policy-off"].notes)
        self.assertIn("WARNING: these are development", renderings()["single-replica"].notes)
        self.assertIn("run `mingjing migrate`", renderings()["provision-off"].notes)
        self.assertNotIn("No traces are sent", renderings()["otlp-on"].notes)


if __name__ == "__main__":
    unittest.main()
