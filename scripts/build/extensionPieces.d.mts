export const piecesIndex: string;
