import type { ReportComposer } from '../../ports/report-composer.ts';

/** The report's mail, for the partner's own people. The framework of the mails is loaded by who sends one. */
export const reportComposer = (partnerName: string): ReportComposer => ({
    compose: async (report, list) => {
        const { reportMail } = await import('./report-mail.ts');
        const { ENGLISH } = await import('../languages/language.ts');
        return reportMail(report, list, partnerName, ENGLISH);
    },
});
