import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { brandOf } from '../../../shared/views/brand/brand.ts';

const root = join(import.meta.dirname, '..', '..', '..');
const channels = ['00', '40', 'b3', 'ff'];
const COLOURS = channels.flatMap((red) =>
    channels.flatMap((green) => channels.map((blue) => `#${red}${green}${blue}`)),
);

/** In a Node of its own, as the app runs: tests are given the library with every colour space. */
const inTheApp = async (): Promise<unknown> => {
    const code = `import { brandOf } from './shared/views/brand/brand.ts';
        const colours = ${JSON.stringify(COLOURS)};
        console.log(JSON.stringify(colours.map((colour) => brandOf({ colour }))));`;
    const { stdout } = await promisify(execFile)(process.execPath, ['--input-type=module', '-e', code], { cwd: root });
    return JSON.parse(stdout);
};

it('A brand needs no more colour spaces than the app has: it looks as it does with all of them', async () => {
    expect(await inTheApp()).toEqual(JSON.parse(JSON.stringify(COLOURS.map((colour) => brandOf({ colour })))));
});
