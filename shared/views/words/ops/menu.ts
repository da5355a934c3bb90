/** The sections of the operations pages, in the order of the menu. */
export const SECTIONS = [
    { path: '/api/ops', name: 'Overview' },
    { path: '/api/ops/missing', name: 'Missing' },
    { path: '/api/ops/customers', name: 'Customers' },
    { path: '/api/ops/invites', name: 'Invites' },
    { path: '/api/ops/audits', name: 'Audits' },
    { path: '/api/ops/dead-letters', name: 'Dead letters' },
] as const;

export type Section = (typeof SECTIONS)[number]['name'];

export const OPS = {
    skip: 'Skip to the content',
    menu: 'Operations',
    signOut: 'Sign out',
    reader: 'You may look at everything and change nothing.',
    again: 'Look again',
    updates: 'This page looks again by itself.',
} as const;

/** Ends the session at the platform, and comes back to a page that asks to sign in. */
export const SIGN_OUT = '/.auth/logout?post_logout_redirect_uri=%2Fapi%2Fops';
