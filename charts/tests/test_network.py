"""The network policies as a graph: who may talk to whom."""

import unittest

from rendering import NAMESPACE, SERVICES, renderings

# Where the processes of the tightest values file may go, beside names: peers by what they are.
TIGHT = {
    "database": ("10.9.0.0/24", {5432, 5433}),
    "bus": ("nats", {4222}),
    "issuer": ("login", {8080}),
    "blobs": ("10.9.0.4/32", {9443}),
    "telemetry": ("observability", {4317}),
}


def _chosen(selector, labels):
    for key, value in selector.get("matchLabels", {}).items():
        if labels.get(key) != value:
            return False
    for expression in selector.get("matchExpressions", []):
        if expression["operator"] != "In":
            raise NotImplementedError(expression["operator"])
        if labels.get(expression["key"]) not in expression["values"]:
            return False
    return True


def _peer_matches(peer, namespace, labels):
    """Whether a peer of a policy in our namespace is a pod with these labels."""
    if "ipBlock" in peer:
        return False
    if "namespaceSelector" in peer:
        if not _chosen(peer["namespaceSelector"], {"kubernetes.io/metadata.name": namespace}):
            return False
    elif namespace != NAMESPACE:
        return False
    return _chosen(peer.get("podSelector", {}), labels)


class Graph:
    """What the policies of a rendering allow."""

    def __init__(self, rendering):
        self.policies = [thing["spec"] for thing in rendering.of_kind("NetworkPolicy")]
        self.pods = {
            metadata["labels"]["app.kubernetes.io/component"]: metadata["labels"]
            for _name, metadata, _spec in rendering.pods
        }

    def _rules(self, labels, direction):
        """The rules for a pod in a direction (`Ingress`, `Egress`); None when no policy holds."""
        policies = [
            policy
            for policy in self.policies
            if _chosen(policy["podSelector"], labels) and direction in policy["policyTypes"]
        ]
        if not policies:
            return None
        return [rule for policy in policies for rule in policy.get(direction.lower(), [])]

    def allows(self, direction, pod, namespace, labels, port):
        """Whether the policies of pod `pod` allow this way to or from a pod with these labels."""
        rules = self._rules(self.pods[pod], direction)
        if rules is None:
            return True
        key = "from" if direction == "Ingress" else "to"
        return any(
            any(allowed["port"] == port for allowed in rule["ports"])
            and (
                key not in rule or any(_peer_matches(peer, namespace, labels) for peer in rule[key])
            )
            for rule in rules
        )

    def connects(self, source, target):
        """Whether one process of the release can call another's API."""
        return self.allows("Egress", source, NAMESPACE, self.pods[target], 8080) and self.allows(
            "Ingress", target, NAMESPACE, self.pods[source], 8080
        )

    def egress(self, pod):
        """Every rule for what leaves a pod: its peers and its ports."""
        return [
            (rule.get("to"), {(port["protocol"], port["port"]) for port in rule["ports"]})
            for rule in self._rules(self.pods[pod], "Egress")
        ]


def graphs():
    """What the policies allow, for every values file that has any."""
    for name, rendering in renderings().items():
        if name != "network-policy-off":
            yield name, Graph(rendering)


class TheNetwork(unittest.TestCase):
    def test_is_open_only_when_the_values_say_so(self):
        without = [
            name
            for name, rendering in renderings().items()
            if not rendering.of_kind("NetworkPolicy")
        ]
        self.assertEqual(without, ["network-policy-off"])

    def test_lets_the_portal_reach_every_service_and_no_service_another(self):
        for name, graph in graphs():
            with self.subTest(values=name):
                found = {
                    (source, target)
                    for source in graph.pods
                    for target in graph.pods
                    if source != target and graph.connects(source, target)
                }
                self.assertEqual(
                    found, {("portal", service) for service in SERVICES if service != "portal"}
                )

    def test_keeps_services_apart_at_both_ends(self):
        for name, graph in graphs():
            with self.subTest(values=name):
                for source, labels in graph.pods.items():
                    for service in SERVICES:
                        if "portal" not in (source, service):
                            own = graph.allows(
                                "Egress", source, NAMESPACE, graph.pods[service], 8080
                            )
                            other = graph.allows("Ingress", service, NAMESPACE, labels, 8080)
                            self.assertEqual((own, other), (False, False), (source, service))

    def test_keeps_strangers_from_the_services(self):
        for name, graph in graphs():
            with self.subTest(values=name):
                for service in (*SERVICES, "migrate"):
                    if service not in graph.pods:
                        continue
                    for namespace, labels in (
                        (NAMESPACE, {"app": "stranger"}),
                        ("other", {"app.kubernetes.io/component": "portal"}),
                        ("other", dict(graph.pods["portal"])),
                    ):
                        reached = graph.allows("Ingress", service, namespace, labels, 8080)
                        open_door = service == "portal" and name != "network-policy-tight"
                        self.assertEqual(reached, open_door, (service, namespace, labels))

    def test_opens_the_portal_to_those_named(self):
        graph = Graph(renderings()["network-policy-tight"])
        self.assertTrue(graph.allows("Ingress", "portal", "ingress", {"app": "gateway"}, 8080))
        self.assertFalse(graph.allows("Ingress", "portal", "ingress", {"app": "other"}, 8080))
        self.assertFalse(graph.allows("Ingress", "portal", "other", {"app": "gateway"}, 8080))

    def test_lets_figures_be_read_by_those_named(self):
        graph = Graph(renderings()["network-policy-tight"])
        for service in SERVICES:
            self.assertTrue(graph.allows("Ingress", service, "observability", {}, 8080))
        self.assertFalse(graph.allows("Ingress", "migrate", "observability", {}, 8080))

    def test_denies_all_that_is_not_said(self):
        for name, graph in graphs():
            with self.subTest(values=name):
                denying = [
                    policy
                    for policy in graph.policies
                    if not policy.get("ingress") and not policy.get("egress")
                ]
                self.assertEqual(len(denying), 1)
                self.assertEqual(denying[0]["policyTypes"], ["Ingress", "Egress"])
                for labels in graph.pods.values():
                    self.assertTrue(_chosen(denying[0]["podSelector"], labels))

    def test_takes_ports_from_the_addresses(self):
        def ports(values, service):
            return {
                port
                for _peers, ports in Graph(renderings()[values]).egress(service)
                for port in ports
            }

        names = {("UDP", 53), ("TCP", 53)}
        needed = names | {("TCP", 5432), ("TCP", 4222), ("TCP", 443)}
        self.assertEqual(ports("defaults", "intake"), needed)
        self.assertEqual(ports("defaults", "evidence"), needed)
        self.assertEqual(ports("defaults", "portal"), names | {("TCP", 443), ("TCP", 8080)})
        self.assertEqual(ports("defaults", "migrate"), names | {("TCP", 5432)})
        self.assertEqual(ports("otlp-on", "intake"), needed | {("TCP", 4317)})
        # Several servers, one of them on another port; the issuer's keys are a file.
        self.assertEqual(
            ports("own-registry", "intake"),
            names | {("TCP", 5432), ("TCP", 4222), ("TCP", 5222)},
        )
        self.assertEqual(
            ports("single-replica", "evidence"),
            names | {("TCP", 5432), ("TCP", 4222), ("TCP", 9000)},
        )

    def test_leads_only_to_the_peers_named(self):
        graph = Graph(renderings()["network-policy-tight"])
        needs = {service: {"database", "bus", "issuer", "telemetry"} for service in SERVICES}
        for service in ("evidence", "penalty"):
            needs[service] = needs[service] | {"blobs"}
        needs["portal"] = {"issuer", "telemetry"}
        needs["migrate"] = {"database", "telemetry"}
        for service, wanted in needs.items():
            with self.subTest(service=service):
                found = {}
                for peers, ports in graph.egress(service):
                    self.assertIsNotNone(peers, "a way to anywhere")
                    numbers = {port for _protocol, port in ports}
                    if 53 in numbers or "mingjing" in str(peers):
                        continue
                    (name,) = [
                        name
                        for name, (mark, expected) in TIGHT.items()
                        if expected == numbers and mark in str(peers)
                    ]
                    found[name] = peers
                self.assertEqual(set(found), wanted)


if __name__ == "__main__":
    unittest.main()
