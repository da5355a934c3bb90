/** The account that every Azurite has; the key is public, and opens nothing else. */
export const ACCOUNT = 'devstoreaccount1';
export const WELL_KNOWN_KEY =
    'Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==';
