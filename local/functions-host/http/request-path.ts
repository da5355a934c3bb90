/** Decodes escapes as Kestrel does: `%2F` stays, and so does what is no valid UTF-8. */
const decode = (text: string): string =>
    text.replaceAll(/(?:%[0-9a-f]{2})+/gi, (run) =>
        run
            .split(/(%2f)/i)
            .map((part) => {
                if (/^%2f$/i.test(part)) return part;
                try {
                    return decodeURIComponent(part);
                } catch {
                    return part;
                }
            })
            .join(''),
    );

const withoutDots = (segments: string[]): string[] => {
    const kept: string[] = [];
    for (const [index, segment] of segments.entries()) {
        const last = index === segments.length - 1;
        if (segment === '..') kept.pop();
        if (segment !== '.' && segment !== '..') kept.push(segment);
        else if (last) kept.push('');
    }
    return kept;
};

/** A request's target, taken apart as the host does. */
export interface RequestPath {
    /** Decoded (`%2F` excepted), for routing; a trailing slash leaves no segment, an empty one elsewhere stays. */
    segments: string[];
    /** Decoded and escaped again, as the function sees it in `url`. */
    escaped: string;
    /** With its question mark, or empty. */
    query: string;
}

/** Escapes a decoded path again; an escape that was left in it stays as it is. */
const escapePath = (path: string): string =>
    encodeURI(path.toWellFormed())
        .replaceAll(/%25(?=[0-9a-f]{2})/gi, '%')
        .replaceAll(/[?#]/g, encodeURIComponent);

/** @param target the request line's, in origin form (`/path?query`) or absolute */
export const parseRequestPath = (target: string): RequestPath => {
    const origin = target.replace(/^https?:\/\/[^/?]*/i, '');
    const question = origin.indexOf('?');
    const path = question < 0 ? origin : origin.slice(0, question);
    const decoded = withoutDots(decode(path).split('/').slice(1));
    return {
        segments: decoded.at(-1) === '' ? decoded.slice(0, -1) : decoded,
        escaped: escapePath(`/${decoded.join('/')}`),
        query: question < 0 ? '' : origin.slice(question),
    };
};
