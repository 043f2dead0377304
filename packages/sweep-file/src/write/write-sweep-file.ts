import type { SweepDocument } from '@hyperdrive-run/core/internal-config';
import { isJsonArray, isJsonObject, type JsonValue, writeJson } from '@hyperdrive-run/core/json';
import { Document, type Node, Pair, Scalar, type ScalarTag, YAMLMap, YAMLSeq } from 'yaml';
import { floatForBoth } from '../yaml/float-for-both.js';
import { isPlainText, needsEscape } from './plain-text.js';

/** A number with the text that it is written as. */
class WrittenNumber {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }
}

const numberTag: ScalarTag = {
  tag: 'tag:yaml.org,2002:float',
  default: true,
  identify: (value) => value instanceof WrittenNumber,
  resolve: (text) => text,
  stringify: ({ value }) => (value instanceof WrittenNumber ? value.text : String(value)),
};

/** How a value of a choice is written, where that is not its own form. */
type TextOf = (value: JsonValue) => string | undefined;

const ownForm: TextOf = () => undefined;

/**
 * Writes a sweep's document as YAML that readers of YAML 1.1, such as Azure ML's tool, and of 1.2 read alike. What the
 * document cannot say stands above it in comments.
 * @throws never for what {@link SweepDocument} contains; NaN and the infinities are written as YAML has them
 */
export function writeSweepFile({ document, valueTexts, notes }: SweepDocument): string {
  const yaml = new Document(null, { customTags: (tags) => [numberTag, ...tags] });
  const root = new YAMLMap<Node, Node>();
  for (const [key, value] of document) {
    const isSpace = key === 'search_space' && isJsonObject(value);
    root.add(new Pair(textNode(key), isSpace ? spaceNode(value, valueTexts) : toNode(value, ownForm)));
  }
  yaml.contents = root;
  yaml.commentBefore = notes.map(({ path, message }) => ` ${oneLine(`${path} ${message}.`)}`).join('\n');
  return yaml.toString({ lineWidth: 0, flowCollectionPadding: true });
}

/** A comment ends with its line, whatever a name in it contains. */
function oneLine(text: string): string {
  return needsEscape(text.replaceAll('\n', '\0')) ? JSON.stringify(text) : text;
}

function spaceNode(
  space: ReadonlyMap<string, JsonValue>,
  valueTexts: SweepDocument['valueTexts'],
): YAMLMap<Node, Node> {
  const node = new YAMLMap<Node, Node>();
  for (const [name, expression] of space) {
    const texts = valueTexts.get(name);
    node.add(
      new Pair(
        textNode(name),
        toNode(expression, (value) => texts?.get(writeJson(value))),
      ),
    );
  }
  return node;
}

function toNode(value: JsonValue, textOf: TextOf): Node {
  if (isJsonObject(value)) {
    const map = new YAMLMap<Node, Node>();
    for (const [key, inner] of value) map.add(new Pair(textNode(key), toNode(inner, textOf)));
    return map;
  }
  if (isJsonArray(value)) {
    const list = new YAMLSeq<Node>();
    for (const inner of value) list.add(toNode(inner, textOf));
    // A list of single values is easier to read in one line.
    list.flow = value.every((inner) => !isJsonObject(inner) && !isJsonArray(inner));
    return list;
  }
  if (typeof value === 'string') return textNode(value);
  if (typeof value === 'number' || typeof value === 'bigint') {
    return new Scalar(new WrittenNumber(textOf(value) ?? numberText(value)));
  }
  return new Scalar(value);
}

function numberText(value: number | bigint): string {
  const isWhole = typeof value === 'bigint' || (Number.isSafeInteger(value) && !Object.is(value, -0));
  return isWhole ? String(value) : floatForBoth(value);
}

/** Without quotes only where every reader takes it for text; a command of several lines keeps its lines. */
function textNode(text: string): Scalar {
  const node = new Scalar<unknown>(text);
  const isBlock = text.includes('\n') && !needsEscape(text) && /^\S/.test(text) && !/[ \t](?:\n|$)/.test(text);
  if (isBlock) node.type = Scalar.BLOCK_LITERAL;
  else if (!isPlainText(text) || text.includes('\n')) node.type = Scalar.QUOTE_DOUBLE;
  return node;
}
