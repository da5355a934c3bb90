// Plain CommonJS, as the Node that this refuses may not be able to read anything else here.
const needed = 24;

if (Number(process.versions.node.split('.')[0]) < needed) {
    console.error(
        `This project needs Node ${needed}, and this is ${process.version}. On Linux, Windows and Apple silicon ` +
            `npm ci brings one along (not with --omit=optional); elsewhere, install Node ${needed} first.`,
    );
    process.exit(1);
}
