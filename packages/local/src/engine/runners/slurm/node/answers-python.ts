/**
 * What the stand-in answers: writes are acknowledged as the service does, and what is read is what the launch was given, with
 * what this trial has changed since. Recordings of azureml-core and MLflow say which calls there are.
 */
export const answersPython: string = String.raw`
class Refused(Exception):
    def __init__(self, status, message):
        Exception.__init__(self, message)
        self.status = status


def failure(message):
    # Python's client of Azure ML needs details, MLflow's an error_code.
    return {"error": {"code": "SpoolError", "message": message, "details": []}, "error_code": "SPOOL_ERROR", "message": message}


class Call(object):
    def __init__(self, method, path, query, body):
        self.method, self.path, self.body = method, path, body
        self.query = dict(urllib.parse.parse_qsl(query))
        self.is_kept = False
        self.is_file = False
        self.chosen_id = None
        self.effect = None
        self.kept_text = None

    def rewound(self):
        self.body.seek(0)
        return self.body

    def text(self):
        if self.kept_text is None:
            self.kept_text = self.rewound().read().decode("utf-8")
        return self.kept_text

    def json(self):
        return json.loads(self.text() or "{}")

    def rewrite(self, value):
        self.kept_text = json.dumps(value)

    def keep(self, answer, effect=None):
        """The call is kept in the spool before its answer is sent; after that its effect is on what is read."""
        self.is_kept, self.effect = True, effect
        return answer


class Answers(object):
    def __init__(self, given):
        self.given = given
        self.runs = dict(given["runs"])
        self.mlflow_runs = dict(given["mlflowRuns"])
        self.models = {}
        self.lock = threading.Lock()
        part = r"/runs/(?P<run>[^/]+)"
        mlflow = r"^/mlflow/.*/api/2\.0/mlflow/"
        self.routes = [
            ("GET", r"^/discovery", self.discovery),
            ("GET", r"^/history/.*" + part + r"/metricsingest/wait$", lambda call, run: {}),
            ("GET", r"^/history/.*" + part + r"/token$", lambda call, run: self.given["token"]),
            ("GET", r"^/history/.*" + part + r"/children$", self.children),
            ("GET", r"^/history/.*" + part + r"(/details)?$", lambda call, run: self.run(run)),
            ("PATCH", r"^/history/.*/batch/runs$", self.change_runs),
            ("PATCH", r"^/history/.*" + part + r"$", lambda call, run: self.change_run(call, run, call.json())),
            ("DELETE", r"^/history/.*" + part + r"/tags$", self.remove_tags),
            ("POST", r"^/history/.*/batch/events$", lambda call: call.keep({"errors": []})),
            ("POST", r"^/history/.*/events$", lambda call: call.keep({})),
            ("POST", r"^/metric/.*" + part + r"/batch$", self.log),
            ("GET", r"^/artifact/", lambda call: {"value": [], "continuationToken": None}),
            ("POST", r"^/artifact/.*/batch/metadata/", self.refuse_uploads),
            ("GET", mlflow + r"runs/get$", lambda call: {"run": self.mlflow_run(call.query.get("run_id") or call.query["run_uuid"])}),
            ("POST", mlflow + r"runs/create$", self.create_run),
            ("POST", mlflow + r"runs/update$", self.update_run),
            ("POST", mlflow + r"runs/search$", lambda call: {"runs": []}),
            ("GET", mlflow + r"experiments/get(-by-name)?$", lambda call: {"experiment": self.given["experiment"]}),
            ("POST", mlflow + r"experiments/search$", lambda call: {"experiments": [self.given["experiment"]]}),
            ("GET", mlflow + r"metrics/get-history$", lambda call: {"metrics": []}),
            ("POST", mlflow + r"logged-models$", self.create_model),
            ("POST", mlflow + r"logged-models/search$", lambda call: {"models": []}),
            ("GET", mlflow + r"logged-models/(?P<model>[^/]+)$", lambda call, model: self.model(model)),
            ("PATCH", mlflow + r"logged-models/(?P<model>[^/]+)$", lambda call, model: call.keep(self.model(model))),
            ("POST", mlflow + r"runs/log-(metric|batch)$", self.log_dated),
            ("GET", r"^/mlflow/.*/api/2\.0/mlflow-artifacts/artifacts$", lambda call: {"files": []}),
            ("GET", r"^/mlflow/.*/api/2\.0/mlflow/artifacts/list$", lambda call: {"files": []}),
            ("PUT", r"^/mlflow/.*/api/2\.0/mlflow-artifacts/artifacts/", self.keep_file),
            ("POST|PATCH|DELETE", mlflow, self.keep_any),
        ]

    def to(self, call):
        path = urllib.parse.unquote(call.path)
        for methods, pattern, answer in self.routes:
            found = re.match(pattern, path)
            if found and call.method in methods.split("|"):
                with self.lock:
                    return answer(call, **found.groupdict())
        raise Refused(404, "A node without a way to the service has no %s %s." % (call.method, path))

    def remember(self, call):
        if call.effect is not None:
            with self.lock:
                call.effect()

    def discovery(self, call):
        return self.given["discovery"]

    def run(self, run):
        if run not in self.runs:
            raise Refused(404, "Run %s was not found." % run)
        return self.runs[run]

    def children(self, call, run):
        found = [child for child in self.runs.values() if child.get("parentRunId") == run]
        return {"value": found, "continuationToken": None}

    def change_run(self, call, run, patch):
        own = self.runs[self.given["runId"]]
        made = {"runId": run, "rootRunId": own["rootRunId"], "runNumber": 1, "experimentId": own.get("experimentId"),
                "dataContainerId": "dcid." + run, "status": "NotStarted", "tags": {}, "properties": {}}
        before = self.runs.get(run, made)
        changed = dict(before, **{key: value for key, value in patch.items() if value is not None})
        for name in ("tags", "properties"):
            changed[name] = dict(before.get(name) or {}, **(patch.get(name) or {}))
        return call.keep(changed, lambda: self.runs.update({run: changed}))

    def change_runs(self, call):
        changed = {}
        for patch in call.json()["runs"]:
            changed[patch["runId"]] = self.change_run(call, patch["runId"], patch)
        return call.keep({"runs": changed, "errors": {}}, lambda: self.runs.update(changed))

    def remove_tags(self, call, run):
        before, names = self.run(run), call.json()
        changed = dict(before, tags={key: value for key, value in before["tags"].items() if key not in names})
        return call.keep(changed, lambda: self.runs.update({run: changed}))

    def log(self, call, run):
        batch, is_changed = call.json(), False
        for metric in batch["values"]:
            for row in metric["value"]:
                # What is sent twice from here on is stored once.
                is_changed = is_changed or "metricId" not in row or "createdUtc" not in row
                row.setdefault("metricId", uuid.uuid4().hex)
                row.setdefault("createdUtc", datetime.datetime.utcnow().isoformat() + "Z")
        if is_changed:
            call.rewrite(batch)
        return call.keep({})

    def log_dated(self, call):
        body = call.json()
        metrics = body.get("metrics") or ([body] if "key" in body else [])
        undated = [metric for metric in metrics if metric.get("timestamp") is None]
        for metric in undated:
            metric["timestamp"] = int(time.time() * 1000)
        if undated:
            call.rewrite(body)
        return call.keep({})

    def refuse_uploads(self, call):
        error = failure("Nothing is uploaded from here; what a trial leaves in its folder outputs is collected.")
        errors = {entry["path"]: error for entry in call.json().get("paths", [])}
        return {"artifacts": {}, "artifactContentInformation": {}, "errors": errors}

    def mlflow_run(self, run):
        if run not in self.mlflow_runs:
            raise Refused(404, "Run %s was not found." % run)
        return self.mlflow_runs[run]

    def create_run(self, call):
        body = call.json()
        call.chosen_id = uuid.uuid4().hex
        own = self.mlflow_runs[self.given["runId"]]
        experiment = own["info"]["experiment_id"]
        info = {"run_id": call.chosen_id, "run_uuid": call.chosen_id, "run_name": body.get("run_name") or call.chosen_id,
                "experiment_id": experiment, "status": "RUNNING", "lifecycle_stage": "active",
                "start_time": body.get("start_time"), "user_id": body.get("user_id", ""),
                "artifact_uri": "mlflow-artifacts:/%s/%s/artifacts" % (experiment, call.chosen_id)}
        run = {"info": info, "data": {"metrics": [], "params": [], "tags": body.get("tags", [])}}
        return call.keep({"run": run}, lambda: self.mlflow_runs.update({call.chosen_id: run}))

    def update_run(self, call):
        body = call.json()
        run = self.mlflow_run(body.get("run_id") or body["run_uuid"])
        changes = {key: body[key] for key in ("status", "end_time", "run_name") if body.get(key) is not None}
        info = dict(run["info"], **changes)
        return call.keep({"run_info": info}, lambda: run.update(info=info))

    def create_model(self, call):
        body = call.json()
        call.chosen_id = "m-" + uuid.uuid4().hex
        own = self.mlflow_runs[self.given["runId"]]
        experiment, now = own["info"]["experiment_id"], int(time.time() * 1000)
        info = {"model_id": call.chosen_id, "experiment_id": experiment, "name": body.get("name") or call.chosen_id,
                "creation_timestamp_ms": now, "last_updated_timestamp_ms": now, "status": "LOGGED_MODEL_PENDING",
                "artifact_uri": "mlflow-artifacts:/%s/models/%s/artifacts" % (experiment, call.chosen_id),
                "source_run_id": body.get("source_run_id") or self.given["runId"], "tags": body.get("tags", [])}
        model = {"model": {"info": info, "data": {"params": body.get("params", []), "metrics": []}}}
        return call.keep(model, lambda: self.models.update({call.chosen_id: model}))

    def model(self, model):
        if model not in self.models:
            raise Refused(404, "Logged model %s was not found." % model)
        return self.models[model]

    def keep_any(self, call):
        call.json()
        return call.keep({})

    def keep_file(self, call):
        call.is_file = True
        return call.keep({})
`;
