import { say } from './phrase.ts';
import type { Phrase } from './phrase.ts';

/** How good the news are; never by colour alone, the words say it too. */
export type Tone = 'neutral' | 'good' | 'caution' | 'bad';

/** What pages and mails are built of, so that HTML and plain text cannot say different things. */
export type Block =
    | { kind: 'heading'; words: Phrase }
    | { kind: 'paragraph'; words: Phrase }
    | { kind: 'list'; items: Phrase[] }
    /** Name and value; a value may have several lines. */
    | { kind: 'facts'; rows: Fact[] }
    | { kind: 'callout'; tone: Tone; words: Phrase[] }
    /** Somebody else's words, in several lines perhaps. */
    | { kind: 'quote'; by: Phrase; text: string }
    | { kind: 'link'; label: Phrase; href: string }
    /** Several, each with what it leads to. */
    | { kind: 'links'; items: LinkItem[] }
    /** To be copied as it stands, in one piece: a command, an address. No free text in it. */
    | { kind: 'code'; text: string }
    /** Rows under names; the first cell of a row says what it is about. */
    | { kind: 'table'; columns: Column[]; rows: Phrase[][] }
    /** Bars in the order of time; every bar says in words what it shows. */
    | { kind: 'chart'; summary: Phrase; legend: BarPart[]; bars: Bar[] };

export interface Column {
    name: Phrase;
    isNumber?: boolean;
}

/** What a cell is called by its column; nothing where there is no such column. */
export const columnName = (columns: readonly Column[], index: number): Phrase => columns[index]?.name ?? say``;

/** What the parts of a bar stand for: the same for all bars, from the ground up. */
export interface BarPart {
    name: Phrase;
    tone: Tone;
}

export interface Bar {
    label: Phrase;
    words: Phrase;
    /** One for each part of the legend. */
    counts: number[];
}

export interface LinkItem {
    lines: Phrase[];
    label: Phrase;
    href: string;
}

export interface Fact {
    name: Phrase;
    lines: Phrase[];
}

export const heading = (words: Phrase): Block => ({ kind: 'heading', words });
export const paragraph = (words: Phrase): Block => ({ kind: 'paragraph', words });
export const list = (items: Phrase[]): Block => ({ kind: 'list', items });
export const facts = (rows: Fact[]): Block => ({ kind: 'facts', rows });
export const code = (text: string): Block => ({ kind: 'code', text });
export const table = (columns: Column[], rows: Phrase[][]): Block => ({ kind: 'table', columns, rows });
export const callout = (tone: Tone, ...words: Phrase[]): Block => ({ kind: 'callout', tone, words });
