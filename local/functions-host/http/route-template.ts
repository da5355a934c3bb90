import { createConstraint } from './constraints.ts';
import type { Constraint } from './constraints.ts';

/** Matches a request's path, or says that it does not. Escapes are decoded already, `%2F` excepted. */
export type RouteMatcher = (segments: readonly string[]) => Record<string, string> | undefined;

interface Parameter {
    name: string;
    constraints: Constraint[];
    optional: boolean;
    defaultValue: string | undefined;
    catchAll: boolean;
}

type Part = string | Parameter;

/** The places of a segment where a brace opens or closes a parameter; doubled ones belong to a regular expression. */
const splitSegment = (segment: string): Part[] => {
    const parts: Part[] = [];
    let literal = '';
    for (let at = 0; at < segment.length; at += 1) {
        const character = segment.charAt(at);
        if (character === '{' || character === '}') {
            if (segment.charAt(at + 1) === character) {
                literal += character;
                at += 1;
                continue;
            }
            const end = closingBrace(segment, at);
            if (character === '}' || end === undefined)
                throw new Error(`The route segment "${segment}" has a stray brace.`);
            if (literal !== '') parts.push(literal);
            literal = '';
            parts.push(parseParameter(segment.slice(at + 1, end)));
            at = end;
        } else literal += character;
    }
    if (literal !== '') parts.push(literal);
    return parts;
};

const closingBrace = (segment: string, open: number): number | undefined => {
    for (let at = open + 1; at < segment.length; at += 1) {
        const character = segment.charAt(at);
        if (character !== '{' && character !== '}') continue;
        if (segment.charAt(at + 1) === character) at += 1;
        else return character === '}' ? at : undefined;
    }
    return undefined;
};

/** Parts a text at a separator, save between brackets. */
const splitOutside = (text: string, separator: string, open: string, close: string): string[] => {
    const parts: string[] = [];
    let current = '';
    let depth = 0;
    for (const character of text) {
        if (character === open) depth += 1;
        if (character === close) depth -= 1;
        if (character === separator && depth === 0) {
            parts.push(current);
            current = '';
        } else current += character;
    }
    return [...parts, current];
};

const parseParameter = (text: string): Parameter => {
    const catchAll = text.startsWith('*');
    const [, body = '', question, defaultValue] = /^\*{0,2}((?:[^=?(]|\(.*\))*)(\?)?(?:=(.*))?$/s.exec(text) ?? [];
    const [name = '', ...constraints] = splitOutside(body, ':', '(', ')');
    if (!/^[^/{}*:?=]+$/.test(name)) throw new Error(`"{${text}}" is no route parameter.`);
    return {
        name,
        constraints: constraints.map(createConstraint),
        optional: question !== undefined,
        defaultValue,
        catchAll,
    };
};

const escape = (text: string): string => text.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&');

/** What a segment says about one segment of a path. */
type SegmentMatcher = (text: string) => Record<string, string> | undefined;

const toExpression = (parts: Part[]): RegExp =>
    new RegExp(`^${parts.map((part) => (typeof part === 'string' ? escape(part) : '(.+)')).join('')}$`, 'is');

/** The forms a segment can take: `{file}.{ext?}` can also be without its extension, and then without its dot. */
const formsOf = (parts: Part[]): Part[][] => {
    const last = parts.at(-1);
    const before = parts.at(-2);
    if (typeof last !== 'object' || !last.optional || typeof before !== 'string') return [parts];
    return [parts, [...parts.slice(0, -2), before.replace(/\.$/, '')]];
};

/** A segment of text and parameters, `{a}-{b}.json`: the earlier parameters take as much as they can. */
const compileSegment = (parts: Part[]): SegmentMatcher => {
    const parameters = parts.filter((part) => typeof part !== 'string');
    const expressions = formsOf(parts).map(toExpression);
    return (text) => {
        const [match] = expressions.map((expression) => expression.exec(text)).filter((found) => found !== null);
        if (match === undefined) return undefined;
        const values: Record<string, string> = {};
        for (const [index, parameter] of parameters.entries()) {
            const value = match[index + 1];
            if (value === undefined) continue;
            if (!parameter.constraints.every((holds) => holds(value))) return undefined;
            values[parameter.name] = value;
        }
        return values;
    };
};

interface Segment {
    matches: SegmentMatcher;
    /** The one parameter that the segment consists of, when it does. */
    only: Parameter | undefined;
}

/** What a segment gives when the path has ended before it; undefined where it may not. */
const absent = (parameter: Parameter | undefined): Record<string, string> | undefined => {
    if (parameter === undefined) return undefined;
    if (parameter.defaultValue !== undefined) return { [parameter.name]: parameter.defaultValue };
    return parameter.optional || parameter.catchAll ? {} : undefined;
};

/**
 * Compiles a route template (ASP.NET Core's syntax) with its prefix. Case does not matter, a trailing slash neither.
 *
 * @throws where the template is malformed
 */
export const compileRoute = (template: string): RouteMatcher => {
    const segments: Segment[] = splitTemplate(template).map((text) => {
        const parts = splitSegment(text);
        const [first] = parts;
        const only = parts.length === 1 && typeof first === 'object' ? first : undefined;
        return { matches: compileSegment(parts), only };
    });
    if (segments.slice(0, -1).some((segment) => segment.only?.catchAll)) {
        throw new Error(`Only the last parameter of "${template}" may be a catch-all.`);
    }
    return (path) => {
        const params: Record<string, string> = {};
        for (const [index, segment] of segments.entries()) {
            const rest = segment.only?.catchAll ? path.slice(index) : path.slice(index, index + 1);
            const values = rest.length === 0 ? absent(segment.only) : segment.matches(rest.join('/'));
            if (values === undefined) return undefined;
            Object.assign(params, values);
            if (segment.only?.catchAll) return params;
        }
        return path.length > segments.length ? undefined : params;
    };
};

/** Slashes part segments, save those inside a parameter (a regular expression may hold one). */
const splitTemplate = (template: string): string[] => {
    const parts = splitOutside(template.replaceAll(/^\/|\/$/g, ''), '/', '{', '}');
    if (parts.some((part) => part === '')) throw new Error(`The route "${template}" has an empty segment.`);
    return parts;
};
