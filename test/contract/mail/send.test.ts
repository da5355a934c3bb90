import { createClient, ordinaryMail, send, startEnvironment, type MailEnvironment } from './mail-environment.ts';

/** Held against the double, or, where `SENDGRID_CONTRACT_KEY` is given, against SendGrid itself: nothing is delivered. */
describe('sending a mail through the real client', () => {
    let environment: MailEnvironment;
    beforeAll(async () => {
        environment = await startEnvironment();
    });
    afterAll(() => environment.close());

    const client = () => createClient(environment.baseUrl, environment.apiKey);
    const sandbox = { mailSettings: { sandboxMode: { enable: true } } };
    const fieldsOf = (body: unknown) =>
        (body as { errors: { field: string | null }[] }).errors.map(({ field }) => field);

    it('takes a valid mail in sandbox mode with 200, an empty body and no message ID', async () => {
        const answer = await send(client(), ordinaryMail(sandbox));

        expect(answer.status).toBe(200);
        expect(answer.body).toBe('');
        expect(answer.headers).not.toHaveProperty('x-message-id');
    });

    it('refuses an unknown key with 401', async () => {
        const answer = await send(createClient(environment.baseUrl, 'SG.wrong'), ordinaryMail(sandbox));

        expect(answer.status).toBe(401);
        expect(answer.body).toMatchObject({
            errors: [{ message: 'The provided authorization grant is invalid, expired, or revoked', field: null }],
        });
    });

    it.each([
        [
            'a recipient that is no address',
            { to: 'nobody' },
            'personalizations.0.to.0.email',
            'Does not contain a valid address.',
        ],
        [
            'a sender that is no address',
            { from: 'nobody' },
            'from.email',
            'The from email does not contain a valid address.',
        ],
    ])('names the field of %s', async (_what, changes, field, message) => {
        const answer = await send(client(), ordinaryMail({ ...sandbox, ...changes }));

        expect(answer.status).toBe(400);
        expect(answer.body).toMatchObject({ errors: [{ field, message }] });
    });

    it('refuses a recipient that occurs twice, whatever the case of its letters', async () => {
        const answer = await send(client(), ordinaryMail({ ...sandbox, cc: 'Owner@Contoso.example' }));

        expect(answer.status).toBe(400);
        expect(fieldsOf(answer.body)).toEqual(['personalizations.0']);
    });

    it('refuses custom arguments that are no strings', async () => {
        const wrong = { inviteId: 7 } as unknown as Record<string, string>;

        const answer = await send(client(), ordinaryMail({ ...sandbox, customArgs: wrong }));

        expect(answer.status).toBe(400);
    });

    it('refuses HTML before plain text', async () => {
        const content = [
            { type: 'text/html', value: '<p>Words</p>' },
            { type: 'text/plain', value: 'Words' },
        ];
        const mail = ordinaryMail({ ...sandbox, content });
        delete mail.text;
        delete mail.html;

        const answer = await send(client(), mail);

        expect(answer.status).toBe(400);
        expect(fieldsOf(answer.body)).toContain('content');
    });
});
