import { randomBytes } from 'node:crypto';

/** Every setting that has no default, and nothing else: the app with connection strings and a client secret. */
export const neededSettings = () => ({
    PUBLIC_BASE_URL: 'https://partner.example',
    PARTNER_NAME: 'Fourth Coffee',
    PARTNER_ID: '314159',
    PARTNER_DOMAINS: 'fourthcoffee.example, FourthCoffee.test',
    PARTNER_NOTIFY: 'partners@fourthcoffee.example',
    PARTNER_CONTACT: 'partners@fourthcoffee.example',
    PARTNER_TENANT_ID: 'FC000000-0000-4000-8000-000000000001',
    PARTNER_CLIENT_ID: 'fc000000-0000-4000-8000-00000000000a',
    PARTNER_CLIENT_SECRET: 'the client secret',
    LINK_SIGNING_KEYS: `k1:${randomBytes(32).toString('base64url')}`,
    SENDGRID_API_KEY: 'SG.key',
    MAIL_FROM: 'partners@fourthcoffee.example',
    ServiceBusConnection: 'Endpoint=sb://bus.example/;SharedAccessKeyName=a;SharedAccessKey=b',
    TablesConnection: 'DefaultEndpointsProtocol=https;AccountName=a;AccountKey=Yg==;EndpointSuffix=core.windows.net',
});
