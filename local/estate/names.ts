import type { Chance } from './random.ts';

const COMPANIES = [
    'Alpine Ski House',
    'Bellows College',
    'Coho Vineyard',
    'Margie’s Travel',
    'VanArsdel, Ltd.',
    'Wide World Importers',
    'Größe & Söhne GmbH',
    'Société Générale d’Été',
    '東京商事株式会社',
    'شركة الأمل للتجارة',
    'חברת השלום בע״מ',
    'ООО «Ромашка»',
    'बिहान उद्योग',
    'บริษัท ดีมาก จำกัด',
    'O\'Brien "Quoted" Inc.',
];

const PURPOSES = [
    'Production',
    'Development',
    'Test',
    'Analytics',
    'Landing zone',
    'Backup',
    'Übung',
    'データ',
    'اختبار',
    'Sandbox 🚀',
];

/** What a name may hold to hurt a page, a mail or a spreadsheet that takes it as it is. */
const HOSTILE = [
    '=HYPERLINK("https://evil.example","Open")',
    '@SUM(1+1)*cmd|calc',
    '<script>alert(1)</script>',
    'Line, with "quotes"; and \t a tab',
    'abc\u202Egnp.exe',
    `Very long ${'long '.repeat(40)}name`,
];

/** Of so many names one is meant to do harm. */
const HOSTILE_SHARE = 0.02;

/** A customer's name; the number keeps it apart from others of the same name. */
export const companyName = (by: Chance, number: number): string =>
    by.happens(HOSTILE_SHARE) ? by.one(HOSTILE) : `${by.one(COMPANIES)} ${number}`;

/** A name as a partner would type it: no tabs, and not as long as they come. */
export const typedName = (name: string): string => name.replaceAll('\t', ' ').slice(0, 100).trim();

/** Names of subscriptions need not differ. */
export const subscriptionName = (by: Chance): string =>
    by.happens(HOSTILE_SHARE) ? by.one(HOSTILE) : `${by.one(PURPOSES)} ${by.whole(1, 99)}`;
