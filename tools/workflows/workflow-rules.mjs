// What a workflow of this repository must look like, beside what a linter of workflows knows. Pure.

/** @typedef {{ rule: string, what: string, why: string }} WorkflowProblem */
/** @typedef {{ run?: string, uses?: string, env?: Record<string, unknown>, with?: Record<string, unknown> }} WorkflowStep */
/** @typedef {{ permissions?: unknown, steps?: WorkflowStep[], 'timeout-minutes'?: number }} Job */
/** @typedef {{ permissions?: unknown, env?: Record<string, unknown>, jobs: Record<string, Job> }} Workflow */

/** The jobs that may prove to somebody else who they are: the registry, and GitHub's pages. */
const provesItself = new Set(['release.yml/release', 'docs.yml/deploy']);

const command = /^(?:npm run (?<script>[\w:-]+)(?: -- .*)?|npm (?<short>start|test)|bash \.ci\/run)$/;

/**
 * @param {string} file Its name, such as `ci.yml`.
 * @param {Workflow} workflow
 * @param {Readonly<Record<string, string>>} scripts Of the repository's package.json.
 * @returns {WorkflowProblem[]}
 */
export function problemsOfWorkflow(file, workflow, scripts) {
  /** @type {WorkflowProblem[]} */
  const problems = [];
  /** @type {(rule: string, what: string, why: string) => void} */
  const report = (rule, what, why) => problems.push({ rule, what, why });

  if (workflow.permissions === undefined) report('permissions-are-written', file, whyPermissions);
  for (const [name, job] of Object.entries(workflow.jobs)) {
    const place = `${file}/${name}`;
    const permissions = { ...asObject(workflow.permissions), ...asObject(job.permissions) };
    if (permissions['id-token'] === 'write' && !provesItself.has(place))
      report('few-prove-themselves', place, whyProof);
    if (job['timeout-minutes'] === undefined) report('jobs-end', place, whyTimeout);
    if (writesProvenance(workflow.env) || (job.steps ?? []).some((step) => writesProvenance(step.env))) {
      if (place !== 'release.yml/release') report('provenance-is-of-a-release', place, whyProvenance);
    }
    for (const step of job.steps ?? []) {
      for (const line of commandsOf(step)) {
        const groups = command.exec(line)?.groups;
        if (groups === undefined) report('workflows-call-scripts', `${place}: ${line}`, whyScripts);
        const script = groups?.['script'] ?? groups?.['short'];
        if (script !== undefined && !(script in scripts)) report('scripts-exist', `${place}: ${line}`, whyExist);
      }
      if (step.uses !== undefined && !/@(v\d+|[\da-f]{40})$/.test(step.uses)) {
        report('actions-have-versions', `${place}: ${step.uses}`, whyVersions);
      }
    }
  }
  return problems;
}

/** @param {WorkflowStep} step */
function commandsOf({ run, uses, with: inputs }) {
  const given = uses?.startsWith('changesets/action@') ? [inputs?.['version'], inputs?.['publish']] : [];
  return [run, ...given].filter((text) => typeof text === 'string').flatMap((text) => text.trim().split('\n'));
}

/** @param {Record<string, unknown> | undefined} environment */
function writesProvenance(environment) {
  return Object.keys(environment ?? {}).some((name) => /provenance/i.test(name));
}

/** @param {unknown} value @returns {Record<string, unknown>} */
function asObject(value) {
  return typeof value === 'object' && value !== null ? { ...value } : {};
}

const whyPermissions = 'without permissions of its own a workflow gets those of the repository, which may be to write';
const whyProof = 'id-token: write lets a job publish in our name: only the release and the site may have it';
const whyTimeout = 'a job without timeout-minutes hangs for six hours';
const whyProvenance = 'a publish with provenance fails everywhere but in the release workflow';
const whyScripts = 'what CI does can be done by anybody: workflows call scripts of this repository and nothing else';
const whyExist = 'package.json has no such script';
const whyVersions = 'an action without a version is another program each day';
