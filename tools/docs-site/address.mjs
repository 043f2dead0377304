/**
 * Whether an address elsewhere is one by its form. Whether it exists nobody is asked: checks need no network.
 *
 * @param {string} address
 */
export function isWellFormed(address) {
  return /^(?:https:\/\/[\w.-]+\.[a-z]{2,}(?:[/?#]\S*)?|mailto:[^@\s]+@[\w.-]+\.[a-z]{2,})$/i.test(address);
}
