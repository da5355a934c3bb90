import { gzip } from 'node:zlib';
import { promisify } from 'node:util';
import type { ListedMissing } from '../../domain/report/listed.ts';
import type { Attachment } from '../../ports/mailer.ts';
import type { ListWriter, ReportList } from '../../ports/report-composer.ts';

const zipped = promisify(gzip);

/** The list of all that is missing, as it grows. */
export interface MissingList {
    add(rows: readonly ListedMissing[]): void;
    /** As it goes along with a mail. */
    attachment(): Promise<{ list: ReportList; attachments: Attachment[] }>;
}

/**
 * @param now ISO 8601 UTC
 * @param most bytes of an attachment; what is larger is zipped, and left out where that does not help
 */
export function missingList(writer: ListWriter<ListedMissing>, now: string, most: number): MissingList {
    const parts: Buffer[] = [];
    return {
        add: (rows) => {
            if (rows.length > 0) parts.push(Buffer.from(writer.lines(rows, now)));
        },
        attachment: async () => {
            if (parts.length === 0) return { list: 'nothing-missing', attachments: [] };
            const content = Buffer.concat([Buffer.from(writer.header()), ...parts]);
            const filename = `missing-partners-${now.slice(0, 10)}.csv`;
            if (content.length <= most) {
                return { list: 'attached', attachments: [{ filename, type: 'text/csv', content }] };
            }
            const small = await zipped(content);
            return small.length <= most
                ? {
                      list: 'zipped',
                      attachments: [{ filename: `${filename}.gz`, type: 'application/gzip', content: small }],
                  }
                : { list: 'too-large', attachments: [] };
        },
    };
}
