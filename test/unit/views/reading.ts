/** A page as its reader and its form see it. */

/** The words, tags taken out and spaces evened. */
export const wordsOf = (page: string): string =>
    page
        .replace(/<(style|title)>.*?<\/\1>/gs, '')
        .replace(/<[^>]*>/g, '')
        .replace(/\s+/g, ' ');

/** Value and words of every button with the name `decision`. */
export const decisionsOf = (page: string): string[][] =>
    [...page.matchAll(/<button[^>]*name="decision" value="(\w+)"[^>]*>\s*([^<]*?)\s*<\/button>/g)].map((match) =>
        match.slice(1),
    );

/** The fields that the form can send: type, name, value, and whether it is chosen. */
export const fieldsOf = (page: string): { type: string; name: string; value: string; chosen: boolean }[] =>
    [...page.matchAll(/<input\b(?![^>]*\bdisabled\b)([^>]*)>/g)].map(([, attributes = '']) => {
        const of = (name: string) => new RegExp(`\\b${name}="([^"]*)"`).exec(attributes)?.[1] ?? '';
        return { type: of('type'), name: of('name'), value: of('value'), chosen: /\bchecked\b/.test(attributes) };
    });

/** Every absolute address in the page, links and text. */
export const addressesOf = (page: string): string[] =>
    [...page.matchAll(/https?:\/\/[^\s"<]+/g)].map(([address]) => address.replaceAll('&amp;', '&'));
