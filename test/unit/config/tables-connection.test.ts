import { TableClient } from '@azure/data-tables';
import { isTablesConnection } from '../../../shared/config/setting-kinds.ts';

const isTakenBySdk = (connectionString: string): boolean => {
    try {
        TableClient.fromConnectionString(connectionString, 'some');
        return true;
    } catch {
        return false;
    }
};

describe('A connection string of Table Storage', () => {
    it.each([
        'UseDevelopmentStorage=true',
        'DefaultEndpointsProtocol=https;AccountName=a;AccountKey=Yg==;EndpointSuffix=core.windows.net',
        'DefaultEndpointsProtocol=http;AccountName=local;AccountKey=a2V5;TableEndpoint=http://127.0.0.1:10002/local',
        'TableEndpoint=https://a.table.core.windows.net/;SharedAccessSignature=sv=2019-02-02&sig=x',
    ])('is taken at the start where the SDK takes it later: %s', (value) => {
        expect([isTablesConnection(value), isTakenBySdk(value)]).toEqual([true, true]);
    });

    it.each([
        'AccountName=a',
        'tables',
        'DefaultEndpointsProtocol=https;AccountName=a;AccountKey=Yg==',
        'DefaultEndpointsProtocol=ftp;AccountName=a;AccountKey=Yg==;EndpointSuffix=core.windows.net',
        'DefaultEndpointsProtocol=https;AccountName=;AccountKey=Yg==;EndpointSuffix=core.windows.net',
        'TableEndpoint=https://a.table.core.windows.net/',
    ])('is refused at the start where the SDK would refuse it with the first request: %s', (value) => {
        expect([isTablesConnection(value), isTakenBySdk(value)]).toEqual([false, false]);
    });
});
