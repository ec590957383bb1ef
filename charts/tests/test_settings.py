"""What the chart tells the processes, against what the processes understand."""

import re
import unittest

import rust_settings
from rendering import SERVICES, render, renderings, values_of

# Settings that the chart leaves alone, and why.
LEFT_ALONE = {
    ("telemetry", "service_name"): "each program knows its own name",
    ("telemetry", "service_version"): "each program knows its own version",
    ("access", "issuer_key"): "tokens come from an issuer outside",
    ("clock", "offset_file"): "nobody moves the clock of real matters",
    ("switches", "without_inbox"): "for tests only",
    ("switches", "without_outbox"): "for tests only",
    ("blobs", "path"): "replicas on several nodes share no folder",
    ("documents", "fonts"): "the image brings its fonts",
}
SECRET = {
    "DATABASE_URL": "database-url",
    "MINGJING__DATABASE__URL": "database-url",
    "MINGJING__BUS__USER": "bus-user",
    "MINGJING__BUS__PASSWORD": "bus-password",
    "MINGJING__BLOBS__ACCESS_KEY": "blobs-access-key",
    "MINGJING__BLOBS__SECRET_KEY": "blobs-secret-key",
}


def every_environment():
    """Each process of each values file: the file's name, the process's, and its environment."""
    for values, rendering in renderings().items():
        for thing in rendering.of_kind("Deployment") + rendering.of_kind("Job"):
            process = thing["metadata"]["labels"]["app.kubernetes.io/component"]
            yield values, process, rendering.environment(thing["spec"]["template"]["spec"])


class Settings(unittest.TestCase):
    def test_are_read_from_the_sources(self):
        keys = rust_settings.known()
        self.assertGreater(len(keys), 30)
        for path in (("http", "listen"), ("bus", "streams", "max_bytes"), ("blobs", "kind")):
            self.assertIn(path, keys)
        self.assertIsNone(rust_settings.find("MINGJING__HTTP__LISTENS", keys))
        self.assertIsNone(rust_settings.find("MINGJING__HTTP", keys))

    def test_are_known_to_the_process_and_of_the_right_type(self):
        keys = rust_settings.known()
        for values, process, environment in every_environment():
            for variable, value in environment.items():
                if (process, variable) == ("migrate", "DATABASE_URL"):
                    continue
                with self.subTest(values=values, process=process, variable=variable):
                    path = rust_settings.find(variable, keys)
                    self.assertIsNotNone(path, "no process knows this setting")
                    if isinstance(value, str):
                        self.assertRegex(value, f"^(?:{keys[path].pattern})$")

    def test_are_all_set_by_the_chart_or_left_alone_for_a_reason(self):
        keys = rust_settings.known()
        reached = {
            rust_settings.find(variable, keys)
            for _values, _process, environment in every_environment()
            for variable in environment
        }
        self.assertEqual(reached & set(LEFT_ALONE), set())
        self.assertEqual(set(keys) - reached, set(LEFT_ALONE))

    def test_reach_only_the_process_that_needs_them(self):
        for values, process, environment in every_environment():
            sections = {variable.split("__")[1] for variable in environment if "__" in variable}
            with self.subTest(values=values, process=process):
                self.assertEqual("BLOBS" in sections, process in ("evidence", "penalty"))
                self.assertEqual("SEAL" in sections, process == "penalty")
                self.assertEqual("DOCUMENTS" in sections, process == "penalty")
                self.assertEqual("GATEWAY" in sections, process == "portal")
                self.assertEqual("DATABASE" in sections, process not in ("portal", "migrate"))
                self.assertEqual("BUS" in sections, process not in ("portal", "migrate"))
                self.assertEqual("HTTP" in sections, process != "migrate")

    def test_lead_the_portal_to_every_other_service(self):
        for values, rendering in renderings().items():
            portal = rendering.named("Deployment", "portal")["spec"]["template"]["spec"]
            upstreams = {
                variable.removeprefix("MINGJING__GATEWAY__UPSTREAMS__").lower(): address
                for variable, address in rendering.environment(portal).items()
                if variable.startswith("MINGJING__GATEWAY__UPSTREAMS__")
            }
            with self.subTest(values=values):
                self.assertEqual(
                    upstreams,
                    {
                        service: "http://{}:8080".format(
                            rendering.named("Service", service)["metadata"]["name"]
                        )
                        for service in SERVICES
                        if service != "portal"
                    },
                )

    def test_say_what_the_values_say(self):
        def one(values, service):
            spec = renderings()[values].named("Deployment", service)["spec"]["template"]["spec"]
            return renderings()[values].environment(spec)

        intake = one("defaults", "intake")
        self.assertEqual(intake["MINGJING__SURROUNDINGS"], "production")
        self.assertEqual(intake["MINGJING__HTTP__LISTEN"], "0.0.0.0:8080")
        self.assertEqual(intake["MINGJING__DATABASE__ASSUME_ROLE"], "false")
        self.assertEqual(intake["MINGJING__BUS__PROVISION"], "true")
        self.assertEqual(intake["MINGJING__BUS__STREAMS__REPLICAS"], "3")
        self.assertEqual(intake["MINGJING__TELEMETRY__LOG"], "json")
        self.assertNotIn("MINGJING__TELEMETRY__OTLP_ENDPOINT", intake)
        intake = one("provision-off", "intake")
        self.assertEqual(intake["MINGJING__BUS__PROVISION"], "false")
        # A number this large must not be written as 5.36870912e+10.
        self.assertEqual(intake["MINGJING__BUS__STREAMS__MAX_BYTES"], "53687091200")
        intake = one("otlp-on", "intake")
        self.assertEqual(
            intake["MINGJING__TELEMETRY__OTLP_ENDPOINT"], "http://collector.observability:4317"
        )
        self.assertEqual(intake["MINGJING__TELEMETRY__SAMPLE_RATIO"], "0.25")
        evidence = one("own-registry", "evidence")
        self.assertEqual(evidence["MINGJING__BLOBS__KIND"], "s3")
        self.assertEqual(evidence["MINGJING__BLOBS__ENDPOINT"], "https://objects.example.org")
        self.assertEqual(evidence["MINGJING__ACCESS__JWKS_FILE"], "/etc/mingjing/jwks/jwks.json")

    def test_restart_the_pods_that_they_concern_and_no_others(self):
        values = values_of("defaults")
        values["blobs"]["region"] = "cn-north-1"
        before, after = renderings()["defaults"], render(values)

        def checksum(rendering, service):
            template = rendering.named("Deployment", service)["spec"]["template"]
            return template["metadata"]["annotations"]["checksum/settings"]

        changed = [s for s in SERVICES if checksum(before, s) != checksum(after, s)]
        self.assertEqual(changed, ["evidence", "penalty"])


class Secrets(unittest.TestCase):
    def test_come_from_secrets_that_exist_already(self):
        for values, process, environment in every_environment():
            with self.subTest(values=values, process=process):
                referred = {
                    variable: value["secretKeyRef"]["key"]
                    for variable, value in environment.items()
                    if not isinstance(value, str) and "secretKeyRef" in value
                }
                self.assertEqual(
                    referred, {v: key for v, key in SECRET.items() if v in environment}
                )

    def test_are_told_to_their_own_process_only(self):
        for values, rendering in renderings().items():
            owners = {}
            for thing in rendering.of_kind("Deployment") + rendering.of_kind("Job"):
                environment = rendering.environment(thing["spec"]["template"]["spec"])
                for value in environment.values():
                    if not isinstance(value, str) and "secretKeyRef" in value:
                        owners.setdefault(value["secretKeyRef"]["name"], set()).add(
                            thing["metadata"]["name"]
                        )
            with self.subTest(values=values):
                self.assertTrue(all(len(processes) == 1 for processes in owners.values()), owners)

    def test_have_the_name_that_the_values_give_or_that_of_the_process(self):
        def secret(values, process):
            rendering = renderings()[values]
            kind, variable = "Deployment", "MINGJING__DATABASE__URL"
            if process == "migrate":
                kind, variable = "Job", "DATABASE_URL"
            spec = rendering.named(kind, process)["spec"]["template"]["spec"]
            return rendering.environment(spec)[variable]["secretKeyRef"]["name"]

        self.assertEqual(secret("defaults", "complaint"), "mj-mingjing-complaint")
        self.assertEqual(secret("defaults", "migrate"), "mj-mingjing-migrate")
        self.assertEqual(secret("own-registry", "complaint"), "vault-complaint")
        self.assertEqual(secret("own-registry", "intake"), "enforcement-intake")
        self.assertEqual(secret("own-registry", "migrate"), "vault-migrate")

    def test_are_not_asked_for_where_the_broker_knows_no_users(self):
        for values, process, environment in every_environment():
            asked = "MINGJING__BUS__PASSWORD" in environment
            with self.subTest(values=values, process=process):
                self.assertEqual(
                    asked, values != "single-replica" and process not in ("portal", "migrate")
                )

    def test_never_stand_in_the_objects(self):
        for values, rendering in renderings().items():
            with self.subTest(values=values):
                self.assertEqual(rendering.of_kind("Secret"), [])
                # A login inside an address.
                self.assertIsNone(re.search(r"://[^/\s\"]*@", rendering.manifest))
                for variable in SECRET:
                    self.assertNotRegex(rendering.manifest, rf"{variable}: |{variable}\n\s+value: ")


if __name__ == "__main__":
    unittest.main()
