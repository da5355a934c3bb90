type Kind = 'embedding' | 'isolate';

const OPENS: Readonly<Record<string, Kind>> = {
    '\u202A': 'embedding',
    '\u202B': 'embedding',
    '\u202D': 'embedding',
    '\u202E': 'embedding',
    '\u2066': 'isolate',
    '\u2067': 'isolate',
    '\u2068': 'isolate',
};

const CLOSES: Readonly<Record<string, Kind>> = { '\u202C': 'embedding', '\u2069': 'isolate' };

const FIRST_STRONG_ISOLATE = '\u2068';
const POP_DIRECTIONAL_ISOLATE = '\u2069';

/** Takes from `open` what a closing mark closes; undefined where it closes nothing. */
function closedBy(kind: Kind, open: { kind: Kind; index: number }[]): number[] | undefined {
    const at = open.findLastIndex((opened) => opened.kind === kind || opened.kind === 'isolate');
    if (at < 0 || open[at]?.kind !== kind) return undefined;
    // An isolate that ends takes the embeddings left open in it along.
    return open.splice(at).map((opened) => opened.index);
}

/** Where the marks stand that have no counterpart in the text, by UTF-16 index. */
function looseMarks(text: string): Map<number, Kind> {
    const loose = new Map<number, Kind>();
    const open: { kind: Kind; index: number }[] = [];
    for (let index = 0; index < text.length; index += 1) {
        const mark = text.charAt(index);
        const opens = OPENS[mark];
        const closes = CLOSES[mark];
        if (opens !== undefined) {
            open.push({ kind: opens, index });
            loose.set(index, opens);
        } else if (closes !== undefined) {
            const closed = closedBy(closes, open);
            if (closed === undefined) loose.set(index, closes);
            else loose.delete(closed[0] ?? index);
        }
    }
    return loose;
}

const without = (text: string, dropped: (index: number) => boolean): string =>
    Array.from({ length: text.length }, (_, index) => (dropped(index) ? '' : text.charAt(index))).join('');

/** The text without the direction marks that would reach beyond it: openings never closed, closings of nothing. */
export function withoutLooseMarks(text: string): string {
    const loose = looseMarks(text);
    return loose.size === 0 ? text : without(text, (index) => loose.has(index));
}

/**
 * The text without unmatched isolates. Browsers put the same marks around a `<bdi>`, so an unmatched
 * one inside ends it early; all other marks end with the element.
 */
export function withoutLooseIsolates(text: string): string {
    const loose = looseMarks(text);
    return loose.size === 0 ? text : without(text, (index) => loose.get(index) === 'isolate');
}

/** The blocks of right-to-left letters, assigned or not, and every direction mark. */
const TURNS_DIRECTION =
    /[\u0590-\u08FF\uFB1D-\uFDFF\uFE70-\uFEFF\u{10800}-\u{10FFF}\u{1E800}-\u{1EFFF}\p{Bidi_Control}]/u;

/**
 * Plain text that cannot change the direction of what stands around it (Unicode UAX #9). Text that could
 * not do so anyway stays bare: many a mail program shows the marks, and people copy them along.
 */
export function isolated(text: string): string {
    const contained = withoutLooseMarks(text);
    return TURNS_DIRECTION.test(contained)
        ? `${FIRST_STRONG_ISOLATE}${contained}${POP_DIRECTIONAL_ISOLATE}`
        : contained;
}
