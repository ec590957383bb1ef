"""A stand-in for the Kubernetes API on loopback, as much of it as Helm needs to install a chart.

Whatever is made counts as healthy and finished at once; the order of things is kept for the
tests.
"""

import json
import re
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit

# The kinds that the chart may make, and the Secret in which Helm keeps a release.
RESOURCES = {
    "v1": [
        ("configmaps", "ConfigMap"),
        ("secrets", "Secret"),
        ("serviceaccounts", "ServiceAccount"),
        ("services", "Service"),
    ],
    "apps/v1": [("deployments", "Deployment")],
    "batch/v1": [("jobs", "Job")],
    "networking.k8s.io/v1": [("networkpolicies", "NetworkPolicy")],
    "policy/v1": [("poddisruptionbudgets", "PodDisruptionBudget")],
}
KINDS = {plural: kind for kinds in RESOURCES.values() for plural, kind in kinds}

OBJECT_PATH = re.compile(
    r"/(?:api|apis)/(?P<version>v1|[^/]+/[^/]+)/namespaces/[^/]+/(?P<plural>[a-z]+)"
    r"(?:/(?P<name>[^/]+))?$"
)

KUBECONFIG = """\
apiVersion: v1
kind: Config
clusters:
- name: loopback
  cluster: {{server: "http://127.0.0.1:{port}"}}
contexts:
- name: loopback
  context: {{cluster: loopback, user: nobody}}
current-context: loopback
users:
- name: nobody
  user: {{}}
"""


def _discovery(path, server_version):
    """The answer to a question about the API itself, or None."""
    if path == "/version":
        major, minor = server_version.split(".")
        return {"major": major, "minor": minor, "gitVersion": f"v{server_version}.0"}
    if path == "/api":
        return {"kind": "APIVersions", "versions": ["v1"]}
    if path == "/apis":
        groups = []
        for version in RESOURCES:
            if "/" in version:
                this = {"groupVersion": version, "version": version.split("/")[1]}
                groups.append(
                    {"name": version.split("/")[0], "versions": [this], "preferredVersion": this}
                )
        return {"kind": "APIGroupList", "apiVersion": "v1", "groups": groups}
    version = path.removeprefix("/apis/").removeprefix("/api/")
    if version in RESOURCES:
        verbs = ["create", "delete", "get", "list", "patch", "update", "watch"]
        return {
            "kind": "APIResourceList",
            "groupVersion": version,
            "resources": [
                {"name": plural, "kind": kind, "namespaced": True, "verbs": verbs}
                for plural, kind in RESOURCES[version]
            ],
        }
    return None


def _finished(thing):
    """The object with the status of one that has done what it was made for."""
    thing = json.loads(json.dumps(thing))
    thing["metadata"].update(uid="0", resourceVersion="1", generation=1)
    if thing["kind"] == "Job":
        done = {"type": "Complete", "status": "True"}
        thing["status"] = {"succeeded": 1, "conditions": [done]}
    return thing


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def log_message(self, *_arguments):
        """Says nothing: what a test needs is in the store."""

    def _send(self, data, content_type, code=200):
        self.send_response(code)
        self.send_header("Content-Type", content_type)
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def _answer(self, body, code=200):
        self._send(json.dumps(body).encode(), "application/json", code)

    def _refuse(self, code, reason):
        status = {"kind": "Status", "apiVersion": "v1", "status": "Failure"}
        self._answer({**status, "reason": reason, "message": reason, "code": code}, code)

    def _watch(self, version, kind, things):
        """Tells what is there and then nothing more, until the cluster is closed."""
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Connection", "close")
        self.end_headers()
        told = {"resourceVersion": "1", "annotations": {"k8s.io/initial-events-end": "true"}}
        bookmark = {"apiVersion": version, "kind": kind, "metadata": told}
        events = [{"type": "ADDED", "object": thing} for thing in things]
        events.append({"type": "BOOKMARK", "object": bookmark})
        for event in events:
            self.wfile.write(json.dumps(event).encode() + b"\n")
        self.wfile.flush()
        self.server.cluster.closed.wait()
        self.close_connection = True

    def do_GET(self):
        cluster = self.server.cluster
        parts = urlsplit(self.path)
        if parts.path == "/openapi/v2":
            # An empty description: the tests check every object against the real one themselves.
            return self._send(b"", "application/com.github.proto-openapi.spec.v2.v1.0+protobuf")
        described = _discovery(parts.path, cluster.server_version)
        if described is not None:
            return self._answer(described)
        path = OBJECT_PATH.match(parts.path)
        if path is None:
            return self._refuse(404, "NotFound")
        if path["name"]:
            thing = cluster.present.get((path["plural"], path["name"]))
            return self._answer(thing) if thing else self._refuse(404, "NotFound")
        things = [thing for key, thing in cluster.present.items() if key[0] == path["plural"]]
        kind = KINDS.get(path["plural"], "Unknown")
        if parse_qs(parts.query).get("watch") in (["true"], ["1"]):
            return self._watch(path["version"], kind, things)
        return self._answer(
            {
                "kind": f"{kind}List",
                "apiVersion": path["version"],
                "metadata": {"resourceVersion": "1"},
                "items": things,
            }
        )

    def do_POST(self):
        cluster = self.server.cluster
        body = self.rfile.read(int(self.headers["Content-Length"]))
        path = OBJECT_PATH.match(urlsplit(self.path).path)
        if path is None:
            return self._refuse(404, "NotFound")
        if not body.startswith(b"{"):
            # The record of the release comes as protobuf; any Secret will do as an answer.
            record = {"kind": "Secret", "apiVersion": "v1", "metadata": {"name": "release"}}
            return self._answer(record, 201)
        thing = json.loads(body)
        cluster.history.append(("make", thing["kind"], thing["metadata"]["name"]))
        thing = _finished(thing)
        cluster.present[path["plural"], thing["metadata"]["name"]] = thing
        return self._answer(thing, 201)

    def do_PUT(self):
        self.rfile.read(int(self.headers["Content-Length"]))
        record = {"kind": "Secret", "apiVersion": "v1", "metadata": {"name": "release"}}
        return self._answer(record)

    def do_DELETE(self):
        cluster = self.server.cluster
        self.rfile.read(int(self.headers.get("Content-Length") or 0))
        path = OBJECT_PATH.match(urlsplit(self.path).path)
        if path is None or cluster.present.pop((path["plural"], path["name"]), None) is None:
            return self._refuse(404, "NotFound")
        cluster.history.append(("remove", KINDS[path["plural"]], path["name"]))
        return self._answer({"kind": "Status", "apiVersion": "v1", "status": "Success"})


class Cluster:
    """An empty cluster that listens on loopback until it is closed."""

    def __init__(self, server_version="1.33"):
        self.server_version = server_version
        # What is there, by plural and name; and what was made and removed, in order.
        self.present = {}
        self.history = []
        self.closed = threading.Event()
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), _Handler)
        self._server.daemon_threads = True
        self._server.cluster = self
        threading.Thread(target=self._server.serve_forever, daemon=True).start()

    @property
    def kubeconfig(self):
        """What a client needs to reach this cluster, as YAML."""
        return KUBECONFIG.format(port=self._server.server_port)

    def __enter__(self):
        return self

    def __exit__(self, *_error):
        self.closed.set()
        self._server.shutdown()
        self._server.server_close()
