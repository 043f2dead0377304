/** Words that make ids of jobs easy to tell apart and to say. */
const adjectives =
  'amber brave bright brisk calm clever coral crisp eager fair fresh gentle golden green happy icy ivory jolly keen kind lively loyal lucid mellow merry mild neat noble olive plucky proud quick quiet ready royal sharp silver smart sunny swift tidy upbeat vivid warm willing wise witty zesty'.split(
    ' ',
  );
const nouns =
  'apple basil beach bean berry bird brook cat cherry cloud cocoa comet dates deer drop engine fig flower forest frog garden ginger gold grape gyro hill honey island jackal kite lake leaf lemon lime lion lizard map moon nest nut ocean oil onion orange owl peach pear pepper plum pond quill rabbit rain river rose school seal snail soca sponge spring square star street sugar sun tail tent toe tooth tree turnip vase village wall wing yacht yam zoo'.split(
    ' ',
  );
const characters = 'bcdfghjklmnpqrstvwxyz0123456789';

/**
 * An id for a job that has none, in the form of those that Azure ML's client makes: `brave_fig_4k2x9q0z1w`. It is made before the
 * first request, so that a submit whose answer is lost can be sent again and is one job.
 * @param random numbers from 0 to 1, without 1
 */
export function makeJobName(random: () => number = Math.random): string {
  const pick = (from: readonly string[]): string => from[Math.floor(random() * from.length)] ?? '';
  const suffix = Array.from({ length: 10 }, () => pick([...characters])).join('');
  return `${pick(adjectives)}_${pick(nouns)}_${suffix}`;
}
