{{- define "cunjian.labels" -}}
app.kubernetes.io/name: cunjian
app.kubernetes.io/instance: {{ .root.Release.Name }}
app.kubernetes.io/component: {{ .name }}
app.kubernetes.io/managed-by: {{ .root.Release.Service }}
app.kubernetes.io/version: {{ .root.Chart.AppVersion | quote }}
{{- end }}

{{- define "cunjian.selector" -}}
app.kubernetes.io/name: cunjian
app.kubernetes.io/instance: {{ .root.Release.Name }}
app.kubernetes.io/component: {{ .name }}
{{- end }}

{{- define "cunjian.image" -}}
{{- with .Values.image -}}
{{ .repository }}{{ if .digest }}@{{ .digest }}{{ else }}:{{ .tag | default $.Chart.AppVersion }}{{ end }}
{{- end -}}
{{- end }}

{{- define "cunjian.fullname" -}}
{{ .root.Release.Name }}-{{ .name }}
{{- end }}

{{- /* Variables of one process: the chart's schema of them is the services' own (deploy/checks compares the two). */ -}}
{{- define "cunjian.env" -}}
{{- $root := .root -}}
{{- $v := .root.Values -}}
- { name: CUNJIAN_SERVICE_KEY, value: /run/secrets/{{ .name }}.key.json }
- { name: CUNJIAN_SERVICE_KEYS, value: /run/secrets/services.jwks.json }
- { name: CUNJIAN_LOG, value: {{ $v.log | quote }} }
- { name: CUNJIAN_OTLP, value: {{ $v.tracing.endpoint | quote }} }
- { name: CUNJIAN_OTLP_RATIO, value: {{ $v.tracing.ratio | quote }} }
{{- if has .name (list "registry" "publication" "consultation" "gateway") }}
- { name: CUNJIAN_BLOBS, value: /blobs }
{{- end }}
{{- if eq .name "registry" }}
- { name: CUNJIAN_ORIGIN, value: {{ required "origin: the deployment's name, like cunjian.example.gov.cn" $v.origin | quote }} }
- { name: CUNJIAN_OPERATORS, value: {{ required "operators: subjects of at least two operators" $v.operators | quote }} }
- { name: CUNJIAN_REALNAME_ISSUER, value: {{ $v.realName.issuer | quote }} }
- { name: CUNJIAN_REALNAME_AUDIENCE, value: {{ $v.realName.audience | quote }} }
- { name: CUNJIAN_REALNAME_JWKS, value: {{ $v.realName.jwks | quote }} }
{{- else if eq .name "consultation" }}
- { name: CUNJIAN_REGISTRY_URL, value: http://{{ $root.Release.Name }}-registry:4000 }
- { name: CUNJIAN_ISSUER_URL, value: {{ $v.secondIssuer.url | quote }} }
- { name: CUNJIAN_ISSUER_HANDS, value: {{ $v.secondIssuer.hands | quote }} }
{{- else if eq .name "audit" }}
- { name: CUNJIAN_HEADS_INTERVAL_MS, value: {{ $v.headsIntervalMs | int64 | quote }} }
- { name: CUNJIAN_WITNESSES, value: {{ $v.witnesses | quote }} }
{{- else if eq .name "integration" }}
- { name: CUNJIAN_AUDIT_URL, value: http://{{ $root.Release.Name }}-audit:4000 }
- { name: CUNJIAN_KAFKA, value: {{ $v.kafka.brokers | quote }} }
- { name: CUNJIAN_KAFKA_REPLICATION, value: {{ $v.kafka.replication | quote }} }
- { name: CUNJIAN_KAFKA_TLS, value: {{ ternary "on" "off" $v.kafka.tls | quote }} }
- { name: CUNJIAN_KAFKA_USER, value: {{ $v.kafka.user | quote }} }
- { name: CUNJIAN_WEBHOOK_NETWORKS, value: {{ $v.webhookNetworks | quote }} }
{{- else if eq .name "gateway" }}
{{- range list "registry" "publication" "consultation" "audit" "integration" }}
- { name: CUNJIAN_{{ upper . }}_URL, value: http://{{ $root.Release.Name }}-{{ . }}:4000 }
{{- end }}
- { name: CUNJIAN_URL, value: {{ required "url: where browsers reach the page" $v.url | quote }} }
- { name: CUNJIAN_PROXIES, value: {{ $v.proxies | quote }} }
- { name: CUNJIAN_OIDC_ISSUER, value: {{ required "oidc.issuer: whose users sign in" $v.oidc.issuer | quote }} }
- { name: CUNJIAN_OIDC_CLIENT_ID, value: {{ required "oidc.clientId" $v.oidc.clientId | quote }} }
- { name: CUNJIAN_OIDC_AUDIENCE, value: {{ required "oidc.audience" $v.oidc.audience | quote }} }
{{- end }}
{{- end }}

{{- /* Of the secrets, what this process needs: the gateway gets no address of a store, nobody but itself its key. */ -}}
{{- define "cunjian.secrets" -}}
{{- $v := .root.Values -}}
- secret:
    name: {{ $v.secrets.serviceKeys }}
    items: [{ key: {{ .name }}.key.json, path: {{ .name }}.key.json }, { key: services.jwks.json, path: services.jwks.json }]
{{- if eq .name "gateway" }}
- secret:
    name: {{ $v.secrets.oidc }}
    items: [{ key: CUNJIAN_OIDC_CLIENT_SECRET, path: CUNJIAN_OIDC_CLIENT_SECRET }]
{{- else }}
- secret:
    name: {{ $v.secrets.stores }}
    items:
      - { key: CUNJIAN_EVENTSTOREDB, path: CUNJIAN_EVENTSTOREDB }
      - { key: CUNJIAN_MONGODB, path: CUNJIAN_MONGODB }
      {{- if and (eq .name "consultation") $v.secondIssuer.url }}
      - { key: CUNJIAN_ISSUER_TOKEN, path: CUNJIAN_ISSUER_TOKEN }
      {{- end }}
      {{- if and (eq .name "integration") $v.kafka.user }}
      - { key: CUNJIAN_KAFKA_PASSWORD, path: CUNJIAN_KAFKA_PASSWORD }
      {{- end }}
{{- end }}
{{- end }}

{{- define "cunjian.workload" -}}
{{- $v := .root.Values -}}
apiVersion: apps/v1
kind: StatefulSet
metadata:
  name: {{ include "cunjian.fullname" . }}
  labels: {{- include "cunjian.labels" . | nindent 4 }}
spec:
  serviceName: {{ include "cunjian.fullname" . }}
  {{- if .replicas }}
  replicas: {{ .replicas }}
  {{- end }}
  podManagementPolicy: Parallel
  selector:
    matchLabels: {{- include "cunjian.selector" . | nindent 6 }}
  template:
    metadata:
      labels: {{- include "cunjian.labels" . | nindent 8 }}
    spec:
      serviceAccountName: {{ .root.Release.Name }}-cunjian
      automountServiceAccountToken: false
      enableServiceLinks: false
      # Requests under way get 5 s, the background thread 10 s.
      terminationGracePeriodSeconds: 30
      securityContext:
        runAsNonRoot: true
        runAsUser: 1000
        runAsGroup: 1000
        fsGroup: 1000
        fsGroupChangePolicy: OnRootMismatch
        seccompProfile: { type: RuntimeDefault }
      {{- with $v.imagePullSecrets }}
      imagePullSecrets: {{- toYaml . | nindent 8 }}
      {{- end }}
      {{- with $v.nodeSelector }}
      nodeSelector: {{- toYaml . | nindent 8 }}
      {{- end }}
      {{- with $v.tolerations }}
      tolerations: {{- toYaml . | nindent 8 }}
      {{- end }}
      {{- if eq .name "gateway" }}
      topologySpreadConstraints:
        - maxSkew: 1
          topologyKey: kubernetes.io/hostname
          whenUnsatisfiable: ScheduleAnyway
          labelSelector:
            matchLabels: {{- include "cunjian.selector" . | nindent 14 }}
      {{- end }}
      containers:
        - name: {{ .name }}
          image: {{ include "cunjian.image" .root }}
          imagePullPolicy: {{ $v.image.pullPolicy }}
          args: [{{ .name }}]
          env: {{- include "cunjian.env" . | nindent 12 }}
          ports: [{ name: http, containerPort: 4000 }]
          # A first start founds the deployment, or waits for the registry to do so, and answers meanwhile.
          startupProbe:
            httpGet: { path: /health/live, port: http }
            periodSeconds: 5
            failureThreshold: 60
          livenessProbe:
            httpGet: { path: /health/live, port: http }
            periodSeconds: 10
            timeoutSeconds: 5
            failureThreshold: 6
          readinessProbe:
            {{- if eq .name "gateway" }}
            # Not /health/ready, which asks all services: one read model that lags would take away the whole page.
            httpGet: { path: /health/live, port: http }
            {{- else }}
            httpGet: { path: /health/ready, port: http }
            {{- end }}
            periodSeconds: 10
            timeoutSeconds: 6
          resources: {{- toYaml .given.resources | nindent 12 }}
          securityContext:
            allowPrivilegeEscalation: false
            readOnlyRootFilesystem: true
            capabilities: { drop: [ALL] }
          volumeMounts:
            - { name: data, mountPath: /data }
            - { name: tmp, mountPath: /tmp }
            - { name: secrets, mountPath: /run/secrets, readOnly: true }
            {{- if has .name (list "registry" "publication" "consultation" "gateway") }}
            - { name: blobs, mountPath: /blobs }
            {{- end }}
      volumes:
        - name: tmp
          emptyDir: { medium: Memory, sizeLimit: 256Mi }
        - name: secrets
          projected:
            defaultMode: 0440
            sources: {{- include "cunjian.secrets" . | nindent 14 }}
        {{- if has .name (list "registry" "publication" "consultation" "gateway") }}
        - name: blobs
          persistentVolumeClaim: { claimName: {{ .root.Release.Name }}-blobs }
        {{- end }}
  volumeClaimTemplates:
    - metadata: { name: data }
      spec:
        # Whoever has the volume is the one: no second pod may mount it, on the same node neither.
        accessModes: [ReadWriteOncePod]
        {{- with .given.storage.class }}
        storageClassName: {{ . }}
        {{- end }}
        resources: { requests: { storage: {{ .given.storage.size }} } }
{{- end }}
