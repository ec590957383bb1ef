{{/*
The start of every object's name: the release's name, with the chart's unless it is in there
already. Short enough that the longest ending still fits into the 63 characters of a Service's name.
*/}}
{{- define "mingjing.fullname" -}}
{{- $name := .Release.Name -}}
{{- if not (contains .Chart.Name $name) }}{{ $name = printf "%s-%s" $name .Chart.Name }}{{ end -}}
{{- default $name .Values.fullnameOverride | trunc 50 | trimSuffix "-" -}}
{{- end }}

{{/* Labels that choose the pods of this release. Never to change: selectors are immutable. */}}
{{- define "mingjing.selector" -}}
app.kubernetes.io/name: {{ .Chart.Name }}
app.kubernetes.io/instance: {{ .Release.Name }}
{{- end }}

{{/* Labels of every object. Arguments: root, component. */}}
{{- define "mingjing.labels" -}}
helm.sh/chart: {{ printf "%s-%s" .root.Chart.Name .root.Chart.Version | replace "+" "_" | trunc 63 }}
app.kubernetes.io/version: {{ .root.Chart.AppVersion | quote }}
app.kubernetes.io/managed-by: {{ .root.Release.Service }}
app.kubernetes.io/part-of: mingjing
{{ include "mingjing.selector" .root }}
{{- with .component }}
app.kubernetes.io/component: {{ . }}
{{- end }}
{{- end }}

{{/*
Labels of a pod: none that changes with the version of the chart, so that a new chart alone restarts
nothing. Arguments: root, component.
*/}}
{{- define "mingjing.podLabels" -}}
{{ include "mingjing.selector" .root }}
app.kubernetes.io/component: {{ .component }}
app.kubernetes.io/part-of: mingjing
{{- end }}

{{/* The image that holds all programs. */}}
{{- define "mingjing.image" -}}
{{- with .Values.image -}}
{{- with .registry }}{{ trimSuffix "/" . }}/{{ end -}}
{{- .repository }}:{{ .tag | default $.Chart.AppVersion -}}
{{- with .digest }}@{{ . }}{{ end }}
{{- end -}}
{{- end }}

{{/* The Secret of one process. Arguments: root, name, existingSecret. */}}
{{- define "mingjing.secret" -}}
{{- .existingSecret | default (printf "%s-%s" (include "mingjing.fullname" .root) .name) -}}
{{- end }}

{{/* One environment variable from the process's Secret. Arguments: variable, secret, key. */}}
{{- define "mingjing.secretVariable" -}}
- name: {{ .variable }}
  valueFrom:
    secretKeyRef:
      name: {{ .secret }}
      key: {{ .key }}
{{- end }}

{{/*
Everything in a process's environment that is not secret, as a map. Arguments: root, name (a service,
or `migrate`).
*/}}
{{- define "mingjing.settings" -}}
{{- $root := .root -}}
{{- $serves := ne .name "migrate" -}}
{{- $stores := ne .name "portal" -}}
{{- with $root.Values -}}
MINGJING__SURROUNDINGS: {{ .surroundings }}
MINGJING__TELEMETRY__LOG: json
MINGJING__TELEMETRY__FILTER: {{ .telemetry.filter | quote }}
MINGJING__TELEMETRY__SAMPLE_RATIO: {{ .telemetry.sampleRatio | quote }}
{{- with .telemetry.otlpEndpoint }}
MINGJING__TELEMETRY__OTLP_ENDPOINT: {{ . | quote }}
{{- end }}
{{- with .access.issuer }}
MINGJING__ACCESS__ISSUER: {{ . | quote }}
{{- end }}
{{- if $serves }}
MINGJING__HTTP__LISTEN: 0.0.0.0:8080
MINGJING__HTTP__DRAIN_S: {{ int64 .http.drainSeconds | quote }}
{{- with .access.jwksUrl }}
MINGJING__ACCESS__JWKS_URL: {{ . | quote }}
{{- end }}
{{- if .access.jwksConfigMap }}
MINGJING__ACCESS__JWKS_FILE: /etc/mingjing/jwks/jwks.json
{{- end }}
{{- end }}
{{- if and $serves $stores }}
MINGJING__DATABASE__ASSUME_ROLE: "false"
MINGJING__DATABASE__CONNECTIONS_MAX: {{ int64 .database.connectionsMax | quote }}
MINGJING__DATABASE__ACQUIRE_TIMEOUT_S: {{ int64 .database.acquireTimeoutSeconds | quote }}
MINGJING__BUS__URL: {{ .bus.url | quote }}
MINGJING__BUS__PROVISION: {{ .bus.provision | quote }}
MINGJING__BUS__STREAMS__REPLICAS: {{ int64 .bus.streams.replicas | quote }}
MINGJING__BUS__STREAMS__MAX_BYTES: {{ int64 .bus.streams.maxBytes | quote }}
MINGJING__BUS__STREAMS__DUPLICATE_WINDOW_S: {{ int64 .bus.streams.duplicateWindowSeconds | quote }}
{{- end }}
{{- if has $.name (list "evidence" "penalty") }}
MINGJING__BLOBS__KIND: s3
MINGJING__BLOBS__BUCKET: {{ .blobs.bucket | quote }}
MINGJING__BLOBS__REGION: {{ .blobs.region | quote }}
{{- with .blobs.endpoint }}
MINGJING__BLOBS__ENDPOINT: {{ . | quote }}
{{- end }}
MINGJING__BLOBS__ALLOW_HTTP: {{ .blobs.allowHttp | quote }}
{{- end }}
{{- if eq $.name "penalty" }}
MINGJING__SEAL__MODULE: software
MINGJING__SEAL__KEY_FILE: /etc/mingjing/seal/seal.pem
MINGJING__DOCUMENTS__PUBLIC_URL: {{ .documents.publicUrl | quote }}
{{- end }}
{{- if eq $.name "portal" }}
{{- range $name := without (keys .services | sortAlpha) "portal" }}
MINGJING__GATEWAY__UPSTREAMS__{{ upper $name }}: http://{{ include "mingjing.fullname" $root }}-{{ $name }}:8080
{{- end }}
{{- end }}
{{- end }}
{{- end }}

{{/* What every pod has, whatever runs in it. Arguments: root. */}}
{{- define "mingjing.pod" -}}
automountServiceAccountToken: false
enableServiceLinks: false
securityContext:
  runAsNonRoot: true
  runAsUser: {{ int64 .root.Values.podSecurity.runAsUser }}
  runAsGroup: {{ int64 .root.Values.podSecurity.runAsGroup }}
  fsGroup: {{ int64 .root.Values.podSecurity.runAsGroup }}
  seccompProfile:
    type: RuntimeDefault
{{- with .root.Values.image.pullSecrets }}
imagePullSecrets:
  {{- range . }}
  - name: {{ . }}
  {{- end }}
{{- end }}
{{- with .root.Values.priorityClassName }}
priorityClassName: {{ . }}
{{- end }}
{{- with .root.Values.nodeSelector }}
nodeSelector: {{- toYaml . | nindent 2 }}
{{- end }}
{{- with .root.Values.tolerations }}
tolerations: {{- toYaml . | nindent 2 }}
{{- end }}
{{- end }}

{{/* What every container has. Arguments: root. */}}
{{- define "mingjing.container" -}}
image: {{ include "mingjing.image" .root | quote }}
imagePullPolicy: {{ .root.Values.image.pullPolicy }}
securityContext:
  allowPrivilegeEscalation: false
  readOnlyRootFilesystem: true
  capabilities:
    drop: [ALL]
{{- end }}

{{/*
The files that a pod is given. Arguments: root, keys (it verifies tokens), seal (the Secret with the
key of the seal; none where nothing is sealed).
*/}}
{{- define "mingjing.volumes" -}}
- name: tmp
  emptyDir:
    sizeLimit: 64Mi
{{- with .root.Values.certificates.existingConfigMap }}
- name: certificates
  configMap:
    name: {{ . }}
{{- end }}
{{- if and .keys .root.Values.access.jwksConfigMap }}
- name: jwks
  configMap:
    name: {{ .root.Values.access.jwksConfigMap }}
    items:
      - key: jwks.json
        path: jwks.json
{{- end }}
{{- with .seal }}
# Read by the group that the pod runs as, and by nobody else: an open key is refused.
- name: seal
  secret:
    secretName: {{ . }}
    defaultMode: 0440
    items:
      - key: seal-key
        path: seal.pem
{{- end }}
{{- end }}

{{/* Where they are found. Arguments: as for the files. */}}
{{- define "mingjing.mounts" -}}
- name: tmp
  mountPath: /tmp
{{- if .root.Values.certificates.existingConfigMap }}
- name: certificates
  mountPath: /etc/mingjing/certificates
  readOnly: true
{{- end }}
{{- if and .keys .root.Values.access.jwksConfigMap }}
- name: jwks
  mountPath: /etc/mingjing/jwks
  readOnly: true
{{- end }}
{{- if .seal }}
- name: seal
  mountPath: /etc/mingjing/seal
  readOnly: true
{{- end }}
{{- end }}

{{/*
The ports to allow, as a JSON list: those given, else those of the addresses. Arguments: ports, urls
(separated by commas).
*/}}
{{- define "mingjing.ports" -}}
{{- $ports := list -}}
{{- range .ports }}{{ $ports = append $ports (int64 .) }}{{ end -}}
{{- if not $ports -}}
{{- range splitList "," .urls -}}
{{- $url := urlParse (trim .) -}}
{{- $standard := dict "http" "80" "https" "443" "nats" "4222" "tls" "4222" -}}
{{- $named := regexFind ":[0-9]+$" $url.host | trimPrefix ":" -}}
{{- $ports = append $ports (int64 ($named | default (get $standard $url.scheme))) -}}
{{- end -}}
{{- end -}}
{{- $ports | uniq | toJson -}}
{{- end }}

{{/* One egress rule. Arguments: to (peers; none: any address), ports, urls. */}}
{{- define "mingjing.egress" -}}
- ports:
    {{- range include "mingjing.ports" . | fromJsonArray }}
    - port: {{ int64 . }}
      protocol: TCP
    {{- end }}
  {{- with .to }}
  to: {{- toYaml . | nindent 4 }}
  {{- end }}
{{- end }}

{{/* The egress that every process needs: names, and telemetry when it is sent. Arguments: root. */}}
{{- define "mingjing.commonEgress" -}}
{{- with .root.Values -}}
- ports:
    - port: 53
      protocol: UDP
    - port: 53
      protocol: TCP
  {{- with .networkPolicy.dns.to }}
  to: {{- toYaml . | nindent 4 }}
  {{- end }}
{{- if .telemetry.otlpEndpoint }}
{{ include "mingjing.egress" (merge (dict "urls" .telemetry.otlpEndpoint) .networkPolicy.telemetry) }}
{{- end }}
{{- end }}
{{- end }}

{{/* Refuses, in one message, what the schema cannot: what is missing or contradicts itself. */}}
{{- define "mingjing.check" -}}
{{- $wrong := list -}}
{{- with .Values -}}
{{- if not .image.repository -}}
{{- $wrong = append $wrong
  "image.repository is empty: name the image that holds the platform's programs." -}}
{{- end -}}
{{- if not .bus.url -}}
{{- $wrong = append $wrong
  "bus.url is empty: name the NATS servers, for example nats://nats:4222." -}}
{{- end -}}
{{- if not .blobs.bucket -}}
{{- $wrong = append $wrong "blobs.bucket is empty: name the S3 bucket that keeps the evidence." -}}
{{- end -}}
{{- if not .documents.publicUrl -}}
{{- $wrong = append $wrong
  "documents.publicUrl is empty: name the address under which the public finds the platform." -}}
{{- end -}}
{{- if and (hasPrefix "http://" .blobs.endpoint) (not .blobs.allowHttp) -}}
{{- $wrong = append $wrong
  "blobs.endpoint is plain http: use https, or set blobs.allowHttp on a closed network." -}}
{{- end -}}
{{- if and .access.jwksUrl .access.jwksConfigMap -}}
{{- $wrong = append $wrong "access.jwksUrl and access.jwksConfigMap are both set: keep one." -}}
{{- end -}}
{{- if eq .surroundings "production" -}}
{{- if not .access.issuer -}}
{{- $wrong = append $wrong
  "access.issuer is empty: production must know whose tokens to believe." -}}
{{- end -}}
{{- if not (or .access.jwksUrl .access.jwksConfigMap) -}}
{{- $wrong = append $wrong
  "access.jwksUrl and access.jwksConfigMap are empty: say where the issuer's public keys are." -}}
{{- end -}}
{{- end -}}
{{- end -}}
{{- if $wrong -}}
{{- fail (printf "\n\nThese values cannot be used:\n  - %s\n" (join "\n  - " $wrong)) -}}
{{- end -}}
{{- end }}
