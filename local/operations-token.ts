import { readFile } from 'node:fs/promises';
import { request } from 'node:https';
import { z } from 'zod';
import { readSampleTenants } from './sample-tenants.ts';

const answerSchema = z.looseObject({ access_token: z.string() });

const post = (url: string, ca: Buffer, form: URLSearchParams): Promise<unknown> =>
    new Promise((resolve, reject) => {
        const headers = { 'content-type': 'application/x-www-form-urlencoded' };
        const outgoing = request(url, { method: 'POST', ca, headers }, (answer) => {
            const chunks: Buffer[] = [];
            answer.on('data', (chunk: Buffer) => chunks.push(chunk));
            answer.on('error', reject);
            answer.on('end', () => resolve(JSON.parse(Buffer.concat(chunks).toString())));
        });
        outgoing.on('error', reject);
        outgoing.end(form.toString());
    });

/**
 * An access token of the local operations registration for the partner's API, by client credentials, as a script gets
 * one.
 *
 * @param cloud where Entra is, and the certificate to trust
 * @throws where Entra gives none
 */
const operationsToken = async ({ arm, caFile }: { arm: string; caFile: string }): Promise<string> => {
    const { operations, app } = await readSampleTenants();
    const form = new URLSearchParams({
        grant_type: 'client_credentials',
        client_id: operations.clientId,
        client_secret: operations.clientSecret,
        scope: `api://${operations.clientId}/.default`,
    });
    const answer = await post(`${arm}/${app.homeTenantId}/oauth2/v2.0/token`, await readFile(caFile), form);
    return answerSchema.parse(answer).access_token;
};

/** What opens the partner's API of the local app: its function key, or a token where a key opens nothing. */
export const apiHeaders = async (
    apiAuth: string | undefined,
    functionKey: string,
    cloud: { arm: string; caFile: string },
): Promise<Record<string, string>> =>
    apiAuth === 'entra'
        ? { authorization: `Bearer ${await operationsToken(cloud)}` }
        : { 'x-functions-key': functionKey };
