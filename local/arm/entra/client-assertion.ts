import { createHash, X509Certificate } from 'node:crypto';
import {
    createLocalJWKSet,
    decodeJwt,
    decodeProtectedHeader,
    errors,
    jwtVerify,
    type JWK,
    type JWTPayload,
} from 'jose';
import { EntraError } from './entra-error.ts';

/** A federated credential of the application: tokens of another issuer that stand for its secret. */
export interface FederatedCredential {
    issuer: string;
    subject: string;
    /** `api://AzureADTokenExchange` in Azure's public cloud. */
    audience: string;
    /** Public keys of the issuer; the double asks no network. */
    keys: JWK[];
}

/** What the application can prove itself with beside its secret. */
export interface ClientKeys {
    /** Certificates registered for the application, PEM. */
    certificates: string[];
    federatedCredentials: FederatedCredential[];
}

// Clients round to whole seconds, up as well as down, and their clocks differ from Entra's.
const CLOCK_SKEW_SECONDS = 300;

const invalidClient = (code: number, message: string): EntraError =>
    new EntraError(401, 'invalid_client', code, message);

const decode = (assertion: string): { payload: JWTPayload; header: Record<string, unknown> } => {
    try {
        return { payload: decodeJwt(assertion), header: { ...decodeProtectedHeader(assertion) } };
    } catch {
        throw new EntraError(400, 'invalid_request', 50027, 'JWT token is invalid or malformed.');
    }
};

const outsideValidity = (): EntraError =>
    invalidClient(700024, 'Client assertion is not within its valid time range. Review the documentation.');

const thumbprint = (pem: string, algorithm: 'sha1' | 'sha256'): string =>
    createHash(algorithm).update(new X509Certificate(pem).raw).digest('base64url');

const checkCertificate = async (
    assertion: string,
    header: Record<string, unknown>,
    { certificates }: ClientKeys,
    clientId: string,
    audiences: string[],
    now: Date,
): Promise<void> => {
    const registered = certificates.find(
        (pem) => header.x5t === thumbprint(pem, 'sha1') || header['x5t#S256'] === thumbprint(pem, 'sha256'),
    );
    const unknownKey = invalidClient(
        700027,
        'The certificate with identifier used to sign the client assertion is not registered on application, or the ' +
            'signature is wrong.',
    );
    if (registered === undefined) throw unknownKey;
    try {
        await jwtVerify(assertion, new X509Certificate(registered).publicKey, {
            algorithms: ['RS256', 'PS256'],
            issuer: clientId,
            subject: clientId,
            audience: audiences,
            currentDate: now,
            clockTolerance: CLOCK_SKEW_SECONDS,
            requiredClaims: ['exp', 'jti'],
        });
    } catch (error) {
        if (error instanceof errors.JWTExpired) throw outsideValidity();
        if (error instanceof errors.JWTClaimValidationFailed && error.claim === 'nbf') throw outsideValidity();
        if (error instanceof errors.JWTClaimValidationFailed && error.claim === 'aud') {
            throw invalidClient(700023, 'Client assertion audience claim does not match Realm issuer.');
        }
        if (error instanceof errors.JOSEError) throw unknownKey;
        throw error;
    }
};

const checkFederated = async (
    assertion: string,
    payload: JWTPayload,
    { federatedCredentials }: ClientKeys,
    now: Date,
): Promise<void> => {
    const sameIssuer = federatedCredentials.filter(({ issuer }) => issuer === payload.iss);
    if (sameIssuer.length === 0) {
        throw invalidClient(
            700211,
            `No matching federated identity record found for presented assertion issuer '${payload.iss ?? ''}'.`,
        );
    }
    const audiences = [payload.aud].flat();
    const sameAudience = sameIssuer.filter(({ audience }) => audiences.includes(audience));
    if (sameAudience.length === 0) {
        throw invalidClient(
            700212,
            `No matching federated identity record found for presented assertion audience '${audiences.join(' ')}'.`,
        );
    }
    const credential = sameAudience.find(({ subject }) => subject === payload.sub);
    if (credential === undefined) {
        throw invalidClient(
            700213,
            `No matching federated identity record found for presented assertion subject '${payload.sub ?? ''}'.`,
        );
    }
    try {
        await jwtVerify(assertion, createLocalJWKSet({ keys: credential.keys }), {
            currentDate: now,
            clockTolerance: CLOCK_SKEW_SECONDS,
            requiredClaims: ['exp'],
        });
    } catch (error) {
        if (error instanceof errors.JWTExpired) throw outsideValidity();
        if (error instanceof errors.JWTClaimValidationFailed && error.claim === 'nbf') throw outsideValidity();
        if (error instanceof errors.JOSEError) {
            throw invalidClient(700027, 'The signature of the federated assertion is wrong.');
        }
        throw error;
    }
};

/**
 * Accepts the assertion or throws the EntraError that says why not. One that the application made itself (issuer and
 * subject are the client ID) is checked against its certificates, any other against its federated credentials.
 * @param audiences what a certificate assertion may be meant for
 */
export const checkClientAssertion = async (
    assertion: string,
    clientId: string,
    keys: ClientKeys,
    audiences: string[],
    now: Date,
): Promise<void> => {
    const { payload, header } = decode(assertion);
    if (payload.iss === clientId) await checkCertificate(assertion, header, keys, clientId, audiences, now);
    else await checkFederated(assertion, payload, keys, now);
};
