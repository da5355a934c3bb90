/** So that the same name is found whichever way it was typed. */
const plain = (text: string): string => text.normalize('NFKC').toLowerCase();

/**
 * Whether every word of a search stands somewhere in some texts; without a search everything fits.
 *
 * @param search as somebody typed it
 */
export function searchFor(search: string | undefined): (...texts: (string | null)[]) => boolean {
    const words = plain(search ?? '')
        .split(/\s+/)
        .filter((word) => word !== '');
    if (words.length === 0) return () => true;
    return (...texts) => {
        const all = plain(texts.filter((text) => text !== null).join('\n'));
        return words.every((word) => all.includes(word));
    };
}
