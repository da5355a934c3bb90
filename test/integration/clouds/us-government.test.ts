import { describeCloud } from './suite.ts';

describeCloud('AzureUSGovernment');
