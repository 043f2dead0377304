/**
 * Whether a file of tests has more to run at full length, `npm run test:full`: it is left out of `npm test` by its name, or
 * tests of it are by their tag, or it asks how long it is to be.
 * @param {string} file
 * @param {string} text What is in it.
 */
export function hasFullForm(file, text) {
  return file.endsWith('.full.test.ts') || /HYPERDRIVE_TEST_SCALE|tags: \['full'\]/.test(text);
}
