/** The administrator's option that says which origins may use the API, and which services each. Source: reference. */
export const acceptedOriginsOption = 'service-client-api.accepted-web-content-origins';
