/**
 * The page with answers for customers.
 *
 * @param locale BCP 47, of the page or mail that leads there; null where the browser is to choose
 */
export const helpPath = (locale: string | null): string =>
    `/api/help${locale === null ? '' : `?lang=${encodeURIComponent(locale)}`}`;
