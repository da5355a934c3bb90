/** The sample tenants and their subscriptions. */
export const CONTOSO = 'c0000000-0000-4000-8000-000000000001';
export const FABRIKAM = 'f0000000-0000-4000-8000-000000000001';
export const NORTHWIND = '90000000-0000-4000-8000-000000000001';
export const TAILSPIN = '7a000000-0000-4000-8000-000000000001';
export const ADATUM = 'ad000000-0000-4000-8000-000000000001';

export const PRODUCTION = 'c0000000-0000-4000-8000-0000000000a1';
export const ANALYTICS = 'c0000000-0000-4000-8000-0000000000a2';
export const ERP = 'f0000000-0000-4000-8000-0000000000b1';
export const WEB = '90000000-0000-4000-8000-0000000000d1';
export const SHOP = '7a000000-0000-4000-8000-0000000000e1';
export const DATA = 'ad000000-0000-4000-8000-0000000000f1';

/** The sample partner's location ID, one of its other ones, and where it is told of outcomes. */
export const PARTNER_ID = '314159';
export const OTHER_PARTNER_ID = '314160';
export const PARTNER_MAIL = 'partners@fourthcoffee.example';
