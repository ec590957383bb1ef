"""What holds for every object that the chart makes, whatever the values."""

import copy
import json
import re
import shutil
import tempfile
import tomllib
import unittest
from pathlib import Path

import kubernetes_validate
import yaml

from rendering import CHART, NAMESPACE, RELEASE, REPOSITORY, render, renderings, values_of

KUBERNETES_VERSIONS = ("1.31", "1.32", "1.33", "1.34", "1.35", "1.36", "1.37")
KINDS = {
    "ConfigMap",
    "Deployment",
    "Job",
    "NetworkPolicy",
    "PodDisruptionBudget",
    "Service",
    "ServiceAccount",
}


def selected(selector, labels):
    """Whether a selector of plain labels chooses these."""
    return all(labels.get(key) == value for key, value in selector.items())


def each():
    """Every object of every values file, and how to tell it from the others."""
    for name, rendering in renderings().items():
        for thing in rendering.objects:
            yield f"{name}: {thing['kind']} {thing['metadata']['name']}", rendering, thing


class EveryObject(unittest.TestCase):
    def test_is_valid_in_every_supported_version_of_kubernetes(self):
        seen = set()
        for label, _rendering, thing in each():
            with self.subTest(label):
                text = json.dumps(thing, sort_keys=True)
                if text in seen:
                    continue
                seen.add(text)
                for version in KUBERNETES_VERSIONS:
                    self.assertEqual(
                        version, kubernetes_validate.validate(thing, version, strict=True)
                    )

    def test_would_be_refused_with_a_misspelt_key(self):
        thing = copy.deepcopy(renderings()["defaults"].named("Deployment", "intake"))
        thing["spec"]["template"]["spec"]["containers"][0]["imagePullPolice"] = "Always"
        for version in KUBERNETES_VERSIONS:
            with self.assertRaises(kubernetes_validate.ValidationError):
                kubernetes_validate.validate(thing, version, strict=True)

    def test_is_of_a_kind_that_needs_no_rights_in_the_cluster(self):
        for label, _rendering, thing in each():
            with self.subTest(label):
                self.assertIn(thing["kind"], KINDS)

    def test_says_whose_it_is(self):
        for label, _rendering, thing in each():
            with self.subTest(label):
                labels = thing["metadata"]["labels"]
                self.assertEqual(labels["app.kubernetes.io/name"], "mingjing")
                self.assertEqual(labels["app.kubernetes.io/instance"], RELEASE)
                self.assertEqual(labels["app.kubernetes.io/managed-by"], "Helm")
                self.assertEqual(thing["metadata"]["namespace"], NAMESPACE)

    def test_has_a_name_that_fits_and_that_nothing_else_has(self):
        for name, rendering in renderings().items():
            with self.subTest(values=name):
                names = [(thing["kind"], thing["metadata"]["name"]) for thing in rendering.objects]
                self.assertEqual(len(names), len(set(names)))
                for _kind, own in names:
                    self.assertRegex(own, r"^[a-z]([a-z0-9-]{0,61}[a-z0-9])?$")

    def test_fits_when_the_names_are_as_long_as_they_may_be(self):
        # Helm takes no longer name for a release than this.
        longest = render(values_of("defaults"), release_name="a" * 53)
        names = [thing["metadata"]["name"] for thing in longest.objects]
        self.assertLessEqual(max(map(len, names)), 63)
        self.assertEqual(len(set(names)), len({name[50:] for name in names}))

    def test_is_the_same_when_rendered_again(self):
        for name in ("defaults", "own-registry"):
            with self.subTest(values=name):
                self.assertEqual(render(values_of(name)).manifest, renderings()[name].manifest)


class Selectors(unittest.TestCase):
    def test_of_a_deployment_service_and_budget_choose_the_pods_of_one_deployment(self):
        for name, rendering in renderings().items():
            deployments = {
                deployment["metadata"]["name"]: deployment["spec"]["template"]["metadata"]["labels"]
                for deployment in rendering.of_kind("Deployment")
            }
            jobs = [
                job["spec"]["template"]["metadata"]["labels"] for job in rendering.of_kind("Job")
            ]
            choosers = [
                (thing, thing["spec"]["selector"]["matchLabels"])
                for kind in ("Deployment", "PodDisruptionBudget")
                for thing in rendering.of_kind(kind)
            ]
            choosers += [
                (service, service["spec"]["selector"]) for service in rendering.of_kind("Service")
            ]
            for thing, selector in choosers:
                own = thing["metadata"]["name"]
                with self.subTest(values=name, kind=thing["kind"], name=own):
                    chosen = [
                        other for other, labels in deployments.items() if selected(selector, labels)
                    ]
                    self.assertEqual(chosen, [own])
                    self.assertFalse(any(selected(selector, labels) for labels in jobs))

    def test_of_a_service_lead_to_a_port_of_the_container(self):
        for rendering in renderings().values():
            for service in rendering.of_kind("Service"):
                deployment = rendering.named(
                    "Deployment", service["metadata"]["labels"]["app.kubernetes.io/component"]
                )
                (container,) = deployment["spec"]["template"]["spec"]["containers"]
                (port,) = service["spec"]["ports"]
                self.assertEqual(port["port"], 8080)
                self.assertEqual(
                    [(port["targetPort"], 8080)],
                    [(own["name"], own["containerPort"]) for own in container["ports"]],
                )

    def test_and_pods_stay_the_same_when_only_the_chart_is_newer(self):
        with tempfile.TemporaryDirectory() as folder:
            newer = Path(folder) / "mingjing"
            shutil.copytree(CHART, newer)
            about = newer / "Chart.yaml"
            text = about.read_text(encoding="utf-8")
            about.write_text(re.sub(r"(?m)^version: .*$", "version: 9.9.9", text), encoding="utf-8")
            after = render(values_of("defaults"), chart=newer)
        before = renderings()["defaults"]
        self.assertNotEqual(before.manifest, after.manifest)
        for kind in ("Deployment", "PodDisruptionBudget", "Service", "NetworkPolicy", "ConfigMap"):
            for old, new in zip(before.of_kind(kind), after.of_kind(kind), strict=True):
                with self.subTest(kind=kind, name=old["metadata"]["name"]):
                    self.assertEqual(old.get("spec"), new.get("spec"))
                    self.assertEqual(old.get("data"), new.get("data"))


class TheChart(unittest.TestCase):
    def test_carries_the_version_of_the_programs(self):
        about = yaml.safe_load((CHART / "Chart.yaml").read_text(encoding="utf-8"))
        workspace = tomllib.loads((REPOSITORY / "Cargo.toml").read_text(encoding="utf-8"))
        self.assertEqual(about["appVersion"], workspace["workspace"]["package"]["version"])


if __name__ == "__main__":
    unittest.main()
