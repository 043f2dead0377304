import { describe, expect, it } from 'vitest';
import { parseJson } from '../../json/parse-json.js';
import { writeJson } from '../../json/write-json.js';
import { trialDefinitionFromWire, trialDefinitionToWire } from './trial-definition-wire.js';

describe('trialDefinitionToWire', () => {
  it('writes the overrides of a run definition', () => {
    const wire = trialDefinitionToWire({
      command: 'node train.mjs --data ${{inputs.iris}}',
      code: '/home/ada/iris',
      environmentVariables: new Map([['OMP_NUM_THREADS', '1']]),
      inputs: new Map([
        ['iris', { type: 'uri_file', path: '/home/ada/iris/iris.csv' }],
        ['epochs', { type: 'literal', value: 3 }],
      ]),
      maxDurationSeconds: 60,
    });
    expect(writeJson(wire, 2)).toBe(`{
  "Command": "node train.mjs --data \${{inputs.iris}}",
  "Code": "/home/ada/iris",
  "EnvironmentVariables": {
    "OMP_NUM_THREADS": "1"
  },
  "Inputs": {
    "iris": {
      "type": "uri_file",
      "path": "/home/ada/iris/iris.csv"
    },
    "epochs": {
      "type": "literal",
      "value": 3
    }
  },
  "MaxRunDurationSeconds": 60
}`);
  });

  it('keeps the rest of a run definition, and nothing of its trial', () => {
    const base = parseJson('{"Script":"old.py","code":"/old","Target":"shed","NodeCount":2}');
    expect(base).toBeInstanceOf(Map);
    if (!(base instanceof Map)) return;
    expect(writeJson(trialDefinitionToWire({ command: 'new' }, base))).toBe(
      '{"Script":"old.py","NodeCount":2,"Command":"new"}',
    );
  });
});

describe('trialDefinitionFromWire', () => {
  it('reads the resources that were written, and leaves out what is no number', () => {
    const resources = { instanceCount: 1, cpus: 2, gpus: 1, memoryBytes: 2 ** 34 };
    expect(trialDefinitionFromWire(trialDefinitionToWire({ command: 'x', resources }))?.resources).toEqual(resources);
    expect(trialDefinitionFromWire(parseJson('{"command":"x","resources":{"cpus":"2","gpus":1}}'))?.resources).toEqual({
      gpus: 1,
    });
  });

  it('reads keys that begin with a small letter, as older clients write them', () => {
    expect(
      trialDefinitionFromWire(
        parseJson(
          '{"command":"python train.py","environmentVariables":{"A":1,"B":null,"__proto__":"x"},"target":"shed"}',
        ),
      ),
    ).toEqual({
      command: 'python train.py',
      environmentVariables: new Map([
        ['A', '1'],
        ['__proto__', 'x'],
      ]),
      target: 'shed',
    });
  });

  it('finds no trial definition where there is no command', () => {
    expect(
      trialDefinitionFromWire(parseJson('{"Script":"train.py","Command":"","Arguments":["--x",1]}')),
    ).toBeUndefined();
    expect(trialDefinitionFromWire(null)).toBeUndefined();
  });

  it.each(['{"type":"mlcup","path":"/x"}', '{"type":"uri_file"}', '{"type":"literal","value":[1]}', '"text"'])(
    'keeps the input %s as it is',
    (text) => {
      const wire = parseJson(`{"Command":"x","Inputs":{"data":${text}},"Target":"shed"}`);
      const trial = trialDefinitionFromWire(wire);
      expect(trial?.inputs?.get('data')).toEqual({ type: 'unknown', raw: parseJson(text) });
      expect(trial === undefined ? undefined : trialDefinitionToWire(trial)).toEqual(wire);
    },
  );

  it('reads what a value is handed over as, and passes over what is no text', () => {
    const wire = parseJson('{"Command":"x","ValueTexts":{"k":{"2":"2.0","3":null},"__proto__":7},"Target":"shed"}');
    expect(trialDefinitionFromWire(wire)?.valueTexts).toEqual(
      new Map([
        ['k', new Map([['2', '2.0']])],
        ['__proto__', new Map()],
      ]),
    );
  });

  it('keeps an output that it does not know as it is', () => {
    const wire = parseJson('{"Command":"x","Outputs":{"a":{"type":"uri_file"},"b":{"uri":"x"}},"Target":"shed"}');
    const trial = trialDefinitionFromWire(wire);
    expect(trial?.outputs).toEqual(
      new Map([
        ['a', { type: 'uri_file' }],
        ['b', { type: 'unknown', raw: new Map([['uri', 'x']]) }],
      ]),
    );
    expect(trial === undefined ? undefined : trialDefinitionToWire(trial)).toEqual(wire);
  });

  it('keeps the environment of a run definition, unless the trial names another one', () => {
    const base = new Map([['environment', new Map([['name', 'old']])]]);
    expect(trialDefinitionToWire({ command: 'x' }, base).get('environment')).toEqual(new Map([['name', 'old']]));
    const named = trialDefinitionToWire(
      { command: 'x', environment: { type: 'reference', name: 'azureml:e:1' } },
      base,
    );
    expect([...named]).toEqual([
      ['Command', 'x'],
      ['Environment', 'azureml:e:1'],
    ]);
  });

  it.each(['"azureml:sklearn:3"', '{"image":"python"}'])('keeps the environment %s', (text) => {
    const wire = parseJson(`{"Command":"x","Environment":${text}}`);
    const trial = trialDefinitionFromWire(wire);
    expect(trial?.environment?.type).toBe(text.startsWith('{') ? 'described' : 'reference');
    expect(trial === undefined ? undefined : trialDefinitionToWire(trial)).toEqual(wire);
  });
});
