import { parseConfig } from '../../shared/config.ts';
import type { Config } from '../../shared/config.ts';
import { CLIENT_ID, fourthCoffee, TENANT } from '../contract/arm/sample-ids.ts';

export const BASE_URL = 'https://partner.example';

/** The settings of the sample partner's app, whose Entra and ARM are at this address. */
export const configFor = (url: string, over: Record<string, string | undefined> = {}): Config =>
    parseConfig({
        PUBLIC_BASE_URL: BASE_URL,
        PARTNER_NAME: 'Fourth Coffee',
        PARTNER_ID: '314159',
        PARTNER_DOMAINS: 'fourthcoffee.example',
        PARTNER_NOTIFY: 'partners@fourthcoffee.example',
        PARTNER_CONTACT: 'partners@fourthcoffee.example',
        PARTNER_TENANT_ID: fourthCoffee(TENANT),
        PARTNER_CLIENT_ID: CLIENT_ID,
        PARTNER_CLIENT_SECRET: 'local',
        ENTRA_AUTHORITY_HOST: url,
        ENTRA_INSTANCE_DISCOVERY: 'false',
        ARM_ENDPOINT: url,
        LINK_SIGNING_KEYS: `k:${Buffer.alloc(32, 1).toString('base64url')}`,
        SENDGRID_API_KEY: 'SG.local',
        MAIL_FROM: 'partners@fourthcoffee.example',
        ServiceBusConnection: 'Endpoint=sb://not.used',
        TablesConnection: 'UseDevelopmentStorage=true',
        ...over,
    });
