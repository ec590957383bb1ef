"""Renders the chart with Helm itself, by installing it into a stand-in cluster."""

import asyncio
import functools
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

import helm_sdkpy
import yaml

from cluster import Cluster

REPOSITORY = Path(__file__).parents[2]
CHART = REPOSITORY / "charts" / "mingjing"
VALUES = Path(__file__).parent / "values"
RELEASE = "mj"
NAMESPACE = "gov"

# Every process of the platform: its Deployment, its program and its folder under services/.
SERVICES = (
    "complaint",
    "disclosure",
    "dispatch",
    "evidence",
    "intake",
    "oversight",
    "penalty",
    "portal",
)


class Refused(Exception):
    """Helm did not accept the values; the message is what its user reads."""


@dataclass(frozen=True)
class Rendering:
    """What Helm made of the chart."""

    # The text of all objects, hooks included, and what the user reads at the end.
    manifest: str
    notes: str
    # The objects, parsed.
    released: tuple
    hooks: tuple
    # What was made and removed in the cluster, in order.
    history: tuple

    @property
    def objects(self):
        """Everything, hooks included."""
        return self.released + self.hooks

    def of_kind(self, kind):
        """All objects of a kind, hooks included."""
        return [thing for thing in self.objects if thing["kind"] == kind]

    def named(self, kind, ending):
        """The one object of a kind whose name ends like this."""
        found = [
            thing
            for thing in self.of_kind(kind)
            if thing["metadata"]["name"].endswith(f"-{ending}")
        ]
        if len(found) != 1:
            raise LookupError(f"{len(found)} objects of kind {kind} end in -{ending}")
        return found[0]

    @property
    def pods(self):
        """The pod of every Deployment and Job: its name there, its metadata and its spec."""
        return [
            (
                thing["metadata"]["name"],
                thing["spec"]["template"]["metadata"],
                thing["spec"]["template"]["spec"],
            )
            for thing in self.of_kind("Deployment") + self.of_kind("Job")
        ]

    def environment(self, pod_spec):
        """The environment of a pod's container: plain values as text, others as references."""
        (container,) = pod_spec["containers"]
        variables = {}
        for source in container.get("envFrom", []):
            name = source["configMapRef"]["name"]
            (settings,) = [
                thing for thing in self.of_kind("ConfigMap") if thing["metadata"]["name"] == name
            ]
            variables.update(settings["data"])
        for variable in container.get("env", []):
            variables[variable["name"]] = variable.get("value", variable.get("valueFrom"))
        return variables


def _parse(text):
    return tuple(thing for thing in yaml.safe_load_all(text) if thing)


def render(values, chart=CHART, release_name=RELEASE):
    """Installs the chart with these values and returns what came of it."""
    with Cluster() as cluster:
        configuration = helm_sdkpy.Configuration(namespace=NAMESPACE, kubeconfig=cluster.kubeconfig)
        install = helm_sdkpy.Install(configuration)
        try:
            release = asyncio.run(
                install.run(release_name, str(chart), values=values, wait=False, timeout=60)
            )
        except helm_sdkpy.HelmError as error:
            raise Refused(str(error)) from error
        hooks = [hook["manifest"] for hook in release.get("hooks") or []]
        return Rendering(
            manifest="\n---\n".join([release["manifest"], *hooks]),
            notes=release["info"]["notes"],
            released=_parse(release["manifest"]),
            hooks=_parse("\n---\n".join(hooks)),
            history=tuple(cluster.history),
        )


def values_of(name):
    """The values of a file in values/."""
    return yaml.safe_load((VALUES / f"{name}.yaml").read_text(encoding="utf-8"))


def render_all(several, render_one=render):
    """Renders several values at a time and returns what came of each, in order.

    Helm asks the cluster for a few objects a second only; the waiting can overlap.
    """
    with ThreadPoolExecutor(max_workers=8) as pool:
        return list(pool.map(render_one, several))


@functools.cache
def renderings():
    """The chart rendered with every file in values/, by the file's name."""
    names = sorted(path.stem for path in VALUES.glob("*.yaml"))
    return dict(zip(names, render_all(map(values_of, names)), strict=True))
