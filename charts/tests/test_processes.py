"""Which processes run, and how each is kept running, watched and confined."""

import tomllib
import unittest

from rendering import REPOSITORY, SERVICES, renderings

# What the broker's connection and telemetry may take at most to close, after both drains.
CLOSING_S = 5 + 5


def each_deployment():
    """The Deployment of every service in every values file."""
    for name, rendering in renderings().items():
        for service in SERVICES:
            yield f"{name}: {service}", rendering, service, rendering.named("Deployment", service)


def each_pod():
    """Every pod of every values file with its one container."""
    for name, rendering in renderings().items():
        for own, metadata, spec in rendering.pods:
            (container,) = spec["containers"]
            yield f"{name}: {own}", rendering, metadata, spec, container


def jobs():
    """The Job of every values file that has one."""
    for name, rendering in renderings().items():
        for job in rendering.of_kind("Job"):
            yield name, rendering, job


class Processes(unittest.TestCase):
    def test_are_exactly_the_services_and_each_runs_its_own_program(self):
        for name, rendering in renderings().items():
            with self.subTest(values=name):
                self.assertEqual(
                    sorted(
                        thing["metadata"]["labels"]["app.kubernetes.io/component"]
                        for thing in rendering.of_kind("Deployment")
                    ),
                    sorted(SERVICES),
                )
        for label, _rendering, service, deployment in each_deployment():
            with self.subTest(label):
                (container,) = deployment["spec"]["template"]["spec"]["containers"]
                self.assertEqual(container["command"], [service])
                self.assertNotIn("args", container)

    def test_are_programs_of_this_repository(self):
        for program in (*SERVICES, "mingjing"):
            with self.subTest(program=program):
                folder = REPOSITORY / "services" / program
                about = tomllib.loads((folder / "Cargo.toml").read_text(encoding="utf-8"))
                self.assertEqual(about["package"]["name"], program)
                self.assertTrue((folder / "src" / "main.rs").exists())

    def test_are_two_of_each_unless_the_values_say_otherwise(self):
        def replicas(values):
            return {
                service: renderings()[values].named("Deployment", service)["spec"]["replicas"]
                for service in SERVICES
            }

        self.assertEqual(replicas("defaults"), dict.fromkeys(SERVICES, 2))
        self.assertEqual(replicas("single-replica"), dict.fromkeys(SERVICES, 1))
        own = dict.fromkeys(SERVICES, 2) | {"complaint": 4, "portal": 3}
        self.assertEqual(replicas("own-registry"), own)

    def test_are_replaced_without_a_gap(self):
        for label, _rendering, _service, deployment in each_deployment():
            with self.subTest(label):
                rolling = deployment["spec"]["strategy"]["rollingUpdate"]
                self.assertEqual(rolling, {"maxUnavailable": 0, "maxSurge": 1})

    def test_have_three_probes_that_ask_three_different_things(self):
        paths = {
            "startupProbe": "/startupz",
            "livenessProbe": "/livez",
            "readinessProbe": "/readyz",
        }
        for label, _rendering, _service, deployment in each_deployment():
            with self.subTest(label):
                (container,) = deployment["spec"]["template"]["spec"]["containers"]
                for probe, path in paths.items():
                    self.assertEqual(container[probe]["httpGet"], {"path": path, "port": "http"})

    def test_are_given_time_to_finish(self):
        for label, rendering, _service, deployment in each_deployment():
            with self.subTest(label):
                spec = deployment["spec"]["template"]["spec"]
                drain = int(rendering.environment(spec)["MINGJING__HTTP__DRAIN_S"])
                wait = spec["containers"][0]["lifecycle"]["preStop"]["sleep"]["seconds"]
                self.assertGreater(
                    spec["terminationGracePeriodSeconds"], wait + 2 * drain + CLOSING_S
                )
        (_name, _metadata, spec), *_others = renderings()["defaults"].pods
        self.assertEqual(
            renderings()["defaults"].environment(spec)["MINGJING__HTTP__DRAIN_S"], "20"
        )

    def test_are_spread_over_zones_and_nodes(self):
        for label, _rendering, _service, deployment in each_deployment():
            with self.subTest(label):
                constraints = deployment["spec"]["template"]["spec"]["topologySpreadConstraints"]
                self.assertEqual(
                    [constraint["topologyKey"] for constraint in constraints],
                    ["topology.kubernetes.io/zone", "kubernetes.io/hostname"],
                )
                for constraint in constraints:
                    self.assertEqual(constraint["labelSelector"], deployment["spec"]["selector"])

    def test_lose_one_replica_at_a_time_when_nodes_are_drained(self):
        for name, rendering in renderings().items():
            budgets = rendering.of_kind("PodDisruptionBudget")
            with self.subTest(values=name):
                self.assertEqual(len(budgets), 0 if name == "single-replica" else len(SERVICES))
                for budget in budgets:
                    self.assertEqual(budget["spec"]["maxUnavailable"], 1)

    def test_run_confined(self):
        for label, _rendering, _metadata, spec, container in each_pod():
            with self.subTest(label):
                pod = spec["securityContext"]
                self.assertIs(pod["runAsNonRoot"], True)
                self.assertGreater(pod["runAsUser"], 0)
                self.assertGreater(pod["runAsGroup"], 0)
                self.assertEqual(pod["seccompProfile"], {"type": "RuntimeDefault"})
                self.assertEqual(
                    container["securityContext"],
                    {
                        "allowPrivilegeEscalation": False,
                        "readOnlyRootFilesystem": True,
                        "capabilities": {"drop": ["ALL"]},
                    },
                )
                for forbidden in ("hostNetwork", "hostPID", "hostIPC", "initContainers"):
                    self.assertNotIn(forbidden, spec)
                for volume in spec["volumes"]:
                    self.assertLessEqual(set(volume), {"name", "emptyDir", "configMap", "secret"})

    def test_hold_no_token_of_the_cluster(self):
        for label, rendering, _metadata, spec, _container in each_pod():
            with self.subTest(label):
                self.assertIs(spec["automountServiceAccountToken"], False)
                self.assertIs(spec["enableServiceLinks"], False)
                accounts = {
                    account["metadata"]["name"]: account
                    for account in rendering.of_kind("ServiceAccount")
                }
                account = accounts[spec["serviceAccountName"]]
                self.assertIs(account["automountServiceAccountToken"], False)

    def test_ask_for_what_they_need_and_have_a_limit_on_memory(self):
        for label, _rendering, _metadata, _spec, container in each_pod():
            with self.subTest(label):
                self.assertLessEqual({"cpu", "memory"}, set(container["resources"]["requests"]))
                self.assertIn("memory", container["resources"]["limits"])
        portal = renderings()["own-registry"].named("Deployment", "portal")
        (container,) = portal["spec"]["template"]["spec"]["containers"]
        self.assertEqual(
            container["resources"],
            {"requests": {"cpu": "50m", "memory": "64Mi"}, "limits": {"cpu": 1, "memory": "1Gi"}},
        )

    def test_come_from_one_image(self):
        images = {
            "defaults": "registry.example.org/mingjing:0.1.0",
            "own-registry": "registry.tongling.example:5000/mirror/platform/mingjing:0.1.0-kylin"
            "@sha256:5f70bf18a086007016e948b04aed3b82103a36bea41755b6cddfaf10ace3c6ef",
        }
        for values, image in images.items():
            for _name, _metadata, spec in renderings()[values].pods:
                self.assertEqual(spec["containers"][0]["image"], image)
        for _name, _metadata, spec in renderings()["own-registry"].pods:
            self.assertEqual(spec["containers"][0]["imagePullPolicy"], "Always")
            self.assertEqual(
                spec["imagePullSecrets"], [{"name": "registry-login"}, {"name": "mirror-login"}]
            )

    def test_go_where_the_values_send_them(self):
        for name, metadata, spec in renderings()["own-registry"].pods:
            with self.subTest(pod=name):
                self.assertEqual(spec["nodeSelector"], {"kubernetes.io/arch": "arm64"})
                self.assertEqual(spec["priorityClassName"], "business-critical")
                self.assertEqual(len(spec["tolerations"]), 1)
                self.assertEqual(metadata["annotations"]["example.org/owner"], "enforcement")
                self.assertEqual(spec["securityContext"]["runAsUser"], 10001)

    def test_find_the_files_that_their_settings_name(self):
        for label, rendering, _metadata, spec, container in each_pod():
            with self.subTest(label):
                mounts = {mount["mountPath"]: mount["name"] for mount in container["volumeMounts"]}
                self.assertEqual(
                    sorted(mounts.values()), sorted(volume["name"] for volume in spec["volumes"])
                )
                keys = rendering.environment(spec).get("MINGJING__ACCESS__JWKS_FILE")
                if keys is not None:
                    folder, _, file = keys.rpartition("/")
                    (volume,) = [v for v in spec["volumes"] if v["name"] == mounts[folder]]
                    self.assertEqual(volume["configMap"]["items"], [{"key": file, "path": file}])
                key = rendering.environment(spec).get("MINGJING__SEAL__KEY_FILE")
                secrets = [volume for volume in spec["volumes"] if "secret" in volume]
                self.assertEqual(len(secrets), 0 if key is None else 1)
                if key is not None:
                    folder, _, file = key.rpartition("/")
                    (volume,) = secrets
                    self.assertEqual(volume["name"], mounts[folder])
                    self.assertEqual(volume["secret"]["items"], [{"key": "seal-key", "path": file}])
                    # The programs refuse a key that is open to everyone.
                    self.assertEqual(volume["secret"]["defaultMode"], 0o440)
                    self.assertEqual(
                        spec["securityContext"]["fsGroup"], spec["securityContext"]["runAsGroup"]
                    )
        own = [spec for _name, _metadata, spec in renderings()["own-registry"].pods]
        for spec in own:
            self.assertIn("certificates", [volume["name"] for volume in spec["volumes"]])


class TheMigration(unittest.TestCase):
    def test_is_left_out_when_others_do_it(self):
        self.assertEqual(renderings()["provision-off"].of_kind("Job"), [])
        self.assertEqual(renderings()["provision-off"].hooks, ())
        self.assertEqual(len(list(jobs())), len(renderings()) - 1)

    def test_runs_before_install_and_upgrade(self):
        for label, rendering, job in jobs():
            with self.subTest(label):
                self.assertIn(job, rendering.hooks)
                annotations = job["metadata"]["annotations"]
                self.assertEqual(annotations["helm.sh/hook"], "pre-install,pre-upgrade")
                self.assertEqual(
                    annotations["helm.sh/hook-delete-policy"], "before-hook-creation,hook-succeeded"
                )
                spec = job["spec"]["template"]["spec"]
                self.assertEqual(
                    spec["containers"][0]["command"],
                    ["mingjing", "--home", "/tmp/mingjing", "migrate"],
                )
                self.assertEqual(spec["restartPolicy"], "Never")
                self.assertGreater(job["spec"]["activeDeadlineSeconds"], 0)

    def test_says_what_the_command_line_understands(self):
        source = (REPOSITORY / "services" / "mingjing" / "src" / "lib.rs").read_text("utf-8")
        for text in ('env = "DATABASE_URL"', "home: PathBuf", "    Migrate,"):
            self.assertIn(text, source)

    def test_refers_to_nothing_that_the_release_makes_later(self):
        for label, rendering, job in jobs():
            with self.subTest(label):
                made_before = {
                    (thing["kind"], thing["metadata"]["name"])
                    for thing in rendering.hooks
                    if int(thing["metadata"]["annotations"]["helm.sh/hook-weight"])
                    < int(job["metadata"]["annotations"]["helm.sh/hook-weight"])
                }
                spec = job["spec"]["template"]["spec"]
                self.assertIn(("ServiceAccount", spec["serviceAccountName"]), made_before)
                self.assertNotIn("envFrom", spec["containers"][0])
                released = {thing["metadata"]["name"] for thing in rendering.of_kind("ConfigMap")}
                for volume in spec["volumes"]:
                    self.assertNotIn(volume.get("configMap", {}).get("name"), released)

    def test_is_over_before_anything_else_is_made_and_leaves_nothing(self):
        for label, rendering, job in jobs():
            with self.subTest(label):
                hooks = {(thing["kind"], thing["metadata"]["name"]) for thing in rendering.hooks}
                steps = [(step, (kind, name) in hooks) for step, kind, name in rendering.history]
                before = steps[: 2 * len(hooks)]
                self.assertEqual(
                    before, [("make", True)] * len(hooks) + [("remove", True)] * len(hooks)
                )
                self.assertEqual(set(steps[2 * len(hooks) :]), {("make", False)})
                made = [(kind, name) for step, kind, name in rendering.history if step == "make"]
                self.assertEqual(made.index(("Job", job["metadata"]["name"])), len(hooks) - 1)

    def test_logs_in_as_someone_else_than_the_services(self):
        for label, rendering, job in jobs():
            with self.subTest(label):
                secrets = {
                    variable["valueFrom"]["secretKeyRef"]["name"]
                    for variable in job["spec"]["template"]["spec"]["containers"][0]["env"]
                    if "secretKeyRef" in variable.get("valueFrom", {})
                }
                self.assertEqual(len(secrets), 1)
                for deployment in rendering.of_kind("Deployment"):
                    self.assertNotIn(secrets.copy().pop(), str(deployment))


if __name__ == "__main__":
    unittest.main()
