import { describe, expect, it } from 'vitest';
import { temporaryFolder } from '../__fixtures__/temporary-folder.js';
import { chooseBackend, nameOfSource } from './choose-backend.js';
import { writeProfiles } from './profile-file.js';

const rest = { json: false, verbose: false };

/** A user with the profiles `lab`, which is used where that is said, and `cloud`. */
async function user(env: Record<string, string> = {}, used?: string) {
  const io = { cwd: '/', env: { HYPERDRIVE_CONFIG: await temporaryFolder(), ...env } };
  const profiles = [
    { name: 'lab', backend: 'mlflow+https://lab.example', experiment: 'iris' },
    { name: 'cloud', backend: 'azureml://eu/w', armAddress: 'https://arm.example' },
  ];
  writeProfiles(io, { used, profiles });
  return io;
}

describe('the backend of a command', () => {
  const variable = { HYPERDRIVE_BACKEND: 'file:a.ndjson' };

  it('is that of --backend before anything else', async () => {
    const chosen = chooseBackend({ ...rest, backend: 'local', profile: 'lab' }, await user(variable, 'cloud'));
    expect(chosen).toMatchObject({ backend: 'local', backendSource: 'option' });
    expect(chosen.experiment).toBeUndefined();
  });

  it('is that of --profile before the variable', async () => {
    const chosen = chooseBackend({ ...rest, profile: 'lab' }, await user(variable, 'cloud'));
    expect(chosen).toMatchObject({
      backend: 'mlflow+https://lab.example',
      experiment: 'iris',
      backendSource: 'profile',
    });
  });

  it('is that of HYPERDRIVE_BACKEND before the profile in use', async () => {
    const chosen = chooseBackend(rest, await user(variable, 'cloud'));
    expect(chosen).toEqual({ ...rest, backend: 'file:a.ndjson', backendSource: 'environment' });
  });

  it('is that of the profile in use before the local one', async () => {
    const io = await user({ HYPERDRIVE_BACKEND: '' }, 'cloud');
    expect(chooseBackend(rest, io)).toMatchObject({
      backend: 'azureml://eu/w',
      armAddress: 'https://arm.example',
      backendSource: 'used-profile',
    });
  });

  it('is the local one else', async () => {
    expect(chooseBackend(rest, await user())).toEqual({ ...rest, backend: 'local', backendSource: 'default' });
    const nobody = { cwd: '/', env: { HYPERDRIVE_CONFIG: '/nowhere' } };
    expect(chooseBackend(rest, nobody)).toMatchObject({ backend: 'local' });
  });

  it('gives way to an option in what the profile says beside it', async () => {
    const chosen = chooseBackend({ ...rest, profile: 'lab', experiment: 'garden' }, await user());
    expect(chosen.experiment).toBe('garden');
  });

  it('is refused where the profile is none, with those that there are', async () => {
    const io = await user({}, 'gone');
    for (const options of [{ ...rest, profile: 'gone' }, rest]) {
      expect(() => chooseBackend(options, io)).toThrow(
        expect.objectContaining({ message: 'There is no profile "gone".', hint: 'There are: lab, cloud.' }),
      );
    }
  });

  it('is called what named it in messages about it', () => {
    const named = { ...rest, backend: 'x' };
    expect(nameOfSource(named)).toBe('--backend');
    expect(nameOfSource({ ...named, backendSource: 'environment' })).toBe('HYPERDRIVE_BACKEND');
    expect(nameOfSource({ ...named, backendSource: 'used-profile', profile: 'lab' })).toContain('profile lab');
  });
});
