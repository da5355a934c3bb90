/** An error answer of ARM. `gateway` errors come from in front of the providers and carry no remaining calls. */
export class ArmError extends Error {
    readonly status: number;
    readonly code: string;
    readonly headers: Record<string, string>;
    readonly gateway: boolean;

    constructor(
        status: number,
        code: string,
        message: string,
        { headers = {}, gateway = false }: { headers?: Record<string, string>; gateway?: boolean } = {},
    ) {
        super(message);
        this.name = 'ArmError';
        this.status = status;
        this.code = code;
        this.headers = headers;
        this.gateway = gateway;
    }
}

/** The subscription exists nowhere. */
export const subscriptionNotFound = (subscriptionId: string): ArmError =>
    new ArmError(404, 'SubscriptionNotFound', `The subscription '${subscriptionId}' could not be found.`, {
        gateway: true,
    });

/**
 * The caller lacks a right.
 * @param client what names the caller: the user principal name of a person, the application ID of an application
 */
export const authorizationFailed = (
    caller: { client: string; objectId: string },
    action: string,
    scope: string,
): ArmError =>
    new ArmError(
        403,
        'AuthorizationFailed',
        `The client '${caller.client}' with object id '${caller.objectId}' does not have authorization to perform ` +
            `action '${action}' over scope '${scope}' or the scope is invalid. If access was recently granted, ` +
            'please refresh your credentials.',
        { gateway: true },
    );

/**
 * The token is missing or not good for this.
 * @param tenantId the tenant that `WWW-Authenticate` names; `common` where none is known
 */
export const unauthorized = (code: string, message: string, tenantId = 'common', description = message): ArmError =>
    new ArmError(401, code, message, {
        gateway: true,
        headers: {
            'WWW-Authenticate':
                `Bearer authorization_uri="https://login.windows.net/${tenantId}", ` +
                `error="invalid_token", error_description="${description.replaceAll('"', "'")}"`,
        },
    });
