import { AzureError } from '../ports/azure.ts';

/**
 * What Entra or ARM refuse in the partner's own tenant: a setting of ours is wrong there, not the customer's, and
 * it is worth another try once mended.
 */
export const asOurTrouble = (error: unknown): unknown =>
    error instanceof AzureError && ['application-missing', 'tenant-unknown', 'forbidden'].includes(error.kind)
        ? new AzureError('credential-refused', `The partner's own tenant: ${error.message}`, { cause: error })
        : error;
