import { describeCloud } from './suite.ts';

describeCloud('AzureCloud');
