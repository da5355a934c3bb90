import { createPublicKey, randomUUID, X509Certificate } from 'node:crypto';
import { join } from 'node:path';
import { generate } from 'selfsigned';
import { readIfThere, writeWhole } from './files.ts';

/** Key and certificate of the local HTTPS servers, PEM. */
export interface LocalCertificate {
    key: string;
    cert: string;
    /** File of the certificate, for `NODE_EXTRA_CA_CERTS`; absent when nothing is kept. */
    caFile?: string;
}

const DAY = 24 * 60 * 60 * 1000;
const VALID_DAYS = 365;
const RENEW_BEFORE_DAYS = 30;

const makeCertificate = async (now: Date): Promise<{ key: string; cert: string }> => {
    const subject = [
        { name: 'commonName', value: 'localhost' },
        // A client that trusts two of these takes the first whose name fits: each has a name of its own.
        { name: 'organizationName', value: `dpor-attach local cloud ${randomUUID()}` },
    ];
    const made = await generate(subject, {
        // A day of grace for a clock set back.
        notBeforeDate: new Date(now.getTime() - DAY),
        notAfterDate: new Date(now.getTime() + VALID_DAYS * DAY),
        keySize: 2048,
        algorithm: 'sha256',
        extensions: [
            // Its own authority: a client that trusts the file accepts the server.
            { name: 'basicConstraints', cA: true, critical: true },
            { name: 'keyUsage', keyCertSign: true, digitalSignature: true, keyEncipherment: true, critical: true },
            { name: 'extKeyUsage', serverAuth: true },
            {
                name: 'subjectAltName',
                altNames: [
                    { type: 2, value: 'localhost' },
                    { type: 7, ip: '127.0.0.1' },
                    { type: 7, ip: '::1' },
                ],
            },
        ],
    });
    return { key: made.private, cert: made.cert };
};

const isUsable = (cert: string, key: string, now: Date): boolean => {
    try {
        const parsed = new X509Certificate(cert);
        const usableUntil = new Date(parsed.validTo).getTime() - RENEW_BEFORE_DAYS * DAY;
        return now.getTime() < usableUntil && parsed.publicKey.equals(createPublicKey(key));
    } catch {
        // A file cut short by a crash is as good as none: a new pair replaces it.
        return false;
    }
};

/**
 * A certificate for `localhost`, `127.0.0.1` and `::1` that is its own authority.
 * @param dir where it is kept (`localhost.crt`, `localhost.key` with mode 0600) and used again until 30 days before
 *   it ends; undefined keeps nothing.
 */
export const localCertificate = async (dir: string | undefined, now = () => new Date()): Promise<LocalCertificate> => {
    if (dir === undefined) return makeCertificate(now());
    const caFile = join(dir, 'localhost.crt');
    const keyFile = join(dir, 'localhost.key');
    const [cert, key] = await Promise.all([readIfThere(caFile), readIfThere(keyFile)]);
    if (cert !== undefined && key !== undefined && isUsable(cert, key, now())) return { key, cert, caFile };

    const made = await makeCertificate(now());
    await writeWhole(keyFile, made.key, 0o600);
    await writeWhole(caFile, made.cert);
    return { ...made, caFile };
};
