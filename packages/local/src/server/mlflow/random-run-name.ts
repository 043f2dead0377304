import { randomInt } from 'node:crypto';

const qualities =
  'able bold brave bright calm clean clever crisp eager fair fast fine fond glad keen kind light lucky mild neat nice noble proud quick quiet rare sharp shy smart smooth sweet wise'.split(
    ' ',
  );
const beings =
  'ant bat bear bee bird boar carp cat colt crab crow deer dove duck elk fawn fish fox frog goat hare hawk hen lamb lark lynx mole moth mouse owl seal wren'.split(
    ' ',
  );

/** A name for a run that was given none, shaped like those that MLflow's server makes up: `calm-owl-417`. */
export function randomRunName(): string {
  const pick = (words: readonly string[]): string => words[randomInt(words.length)] ?? '';
  return `${pick(qualities)}-${pick(beings)}-${randomInt(1000)}`;
}
