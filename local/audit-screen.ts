import type { AuditRun } from './audit-app.ts';
import { barLine, progressLine } from './audit-lines.ts';
import type { Pace } from './audit-lines.ts';

/** Where people read how an audit goes. */
export interface Screen {
    /** A line that stays. */
    print(line: string): void;
    /** Where a run stands now, in the place of what was shown before. */
    progress(run: AuditRun, pace: Pace): void;
    /** Leaves what is shown last as it is; lines after it begin below. */
    settle(): void;
}

/** For a file, a pipe or a log: a line whenever something changed. */
export function lineScreen(print: (line: string) => void): Screen {
    let said = '';
    return {
        print,
        progress: (run) => {
            const line = progressLine(run);
            if (line !== said) print(line);
            said = line;
        },
        settle: () => undefined,
    };
}

/** What a terminal is to us: `process.stdout` is one where it is a TTY. */
export interface Terminal {
    readonly columns?: number | undefined;
    write(text: string): unknown;
}

const DEFAULT_COLUMNS = 80;
/** To the beginning of the line, and everything on it away. */
const ANEW = '\r\u001B[2K';

/** For a terminal: one line with a bar, written over and over. */
export function terminalScreen(terminal: Terminal): Screen {
    let isShowing = false;
    const settle = () => {
        if (isShowing) terminal.write('\n');
        isShowing = false;
    };
    return {
        print: (line) => {
            settle();
            terminal.write(`${line}\n`);
        },
        progress: (run, pace) => {
            // A terminal may be made narrower at any time.
            terminal.write(ANEW + barLine(run, pace, terminal.columns ?? DEFAULT_COLUMNS));
            isShowing = true;
        },
        settle,
    };
}
