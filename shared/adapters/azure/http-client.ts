import { createDefaultHttpClient } from '@azure/core-rest-pipeline';

/**
 * The connections to Entra and ARM, everybody's: each such client keeps its own open, and those of a tenant would outlive
 * the work on it.
 */
export const httpClient = createDefaultHttpClient();
