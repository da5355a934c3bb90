/** An ID of the sample tenants: the first group of a tenant, and a tail that is padded with zeros. */
const idsOf =
    (prefix: string) =>
    (tail: string): string =>
        `${prefix}-0000-4000-8000-${tail.padStart(12, '0')}`;

export const fourthCoffee = idsOf('fc000000');
export const contoso = idsOf('c0000000');
export const fabrikam = idsOf('f0000000');
export const northwind = idsOf('90000000');
export const tailspin = idsOf('7a000000');
export const adatum = idsOf('ad000000');

/** The tenant itself. */
export const TENANT = '1';
/** The partner's service principal in a tenant. */
export const PRINCIPAL = '201';
export const CLIENT_ID = fourthCoffee('a');

export const OWNER = '8e3af657-a8ff-443c-a75c-2fe8c4bcb635';
export const READER = 'acdd72a7-3385-48ef-bd42-f606fba81ae7';
export const SUPPORT_REQUEST_CONTRIBUTOR = 'cfd33db0-3dd1-45e3-aa9d-cdbdf3b6f24e';

export const subscriptionPath = (id: string): string => `/subscriptions/${id}`;
export const groupPath = (id: string): string => `/providers/Microsoft.Management/managementGroups/${id}`;
