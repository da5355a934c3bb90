/** Every address that a mail leads to, in its text or its HTML, each once. */
export const linksOf = (mails: readonly { html: string; text: string }[]): string[] => {
    const found = mails.flatMap(({ html, text }) => [
        ...[...html.matchAll(/href="(https?:[^"]+)"/g)].map(([, link = '']) => link.replaceAll('&amp;', '&')),
        ...[...text.matchAll(/https?:\/\/[^\s<>]+/g)].map(([link]) => link),
    ]);
    return [...new Set(found)];
};
