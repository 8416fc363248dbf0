/**
 * What the daemon notes of a sending that failed, in words for the office. Its own sentences are Indonesian already;
 * the names of the modem's and the network's errors (27.005 §3.2.5, 24.011 §8.2.5.4) are English: they stay in
 * parentheses, for whoever has to look them up.
 */
const MEANINGS: readonly [name: RegExp, words: string][] = [
  [/^no answer from the modem$|does not answer$/, 'modem tidak menjawab'],
  [/rebooted$/, 'modem menyala ulang di tengah pengiriman'],
  [/connection to the modem was lost/, 'sambungan ke modem terputus'],
  [/did not ask for the message/, 'modem tidak meminta isi SMS'],
  [/intent could not be stored/, 'basis data tidak dapat ditulis, jadi SMS belum dikirim'],
  [/not ready to send/, 'modem belum siap mengirim'],
  [/^TP-ST 0x46$/, 'masa berlaku habis sebelum ponsel penerima dapat dihubungi'],
  [/^TP-ST 0x/, 'jaringan melaporkan SMS tidak sampai'],
  [
    /unassigned|no route to destination|invalid SME address|SME barred/i,
    'nomor tujuan tidak dapat dikirimi SMS',
  ],
  [/destination out of service/i, 'ponsel tujuan tidak dapat dihubungi'],
  [
    /barring|call barred|not subscribed|no SC subscription|facility rejected/i,
    'operator memblokir pengiriman: periksa pulsa dan masa aktif SIM',
  ],
  [/subscriber|IMSI|illegal M/i, 'SIM tidak dikenal jaringan'],
  [/PIN required|incorrect password/i, 'SIM meminta PIN'],
  [/PUK|SIM blocked/i, 'SIM terkunci (PUK)'],
  [/SIM\)? not inserted|SIM powered down/i, 'SIM tidak terpasang'],
  [/SIM\)? (failure|wrong|invalid)/i, 'SIM rusak atau ditolak'],
  [/SIM\)? (busy|not ready)/i, 'SIM sedang sibuk'],
  [/SMSC address unknown/i, 'nomor pusat SMS (SMSC) belum diatur'],
  [/fixed dial number/i, 'SIM hanya boleh menghubungi nomor tertentu (FDN)'],
  [/IMEI/, 'jaringan menolak modem ini'],
  [/network timeout|timer expired/i, 'jaringan tidak menjawab tepat waktu'],
  [
    /no network service|^(?!operation).*not allowed|no suitable cells|restricted service|not forwarded|redirection|detached|reachable|(not |un)available|\bESM|not authorized|location update|PLMN|via GPRS/i,
    'modem tidak mendapat layanan jaringan',
  ],
  [/^SC |congest|out of order|network|resources|temporary failure/i, 'jaringan sedang terganggu'],
  [/memory|storage/i, 'penyimpanan SMS penuh atau rusak'],
  [/transfer rejected|message blocked|duplicate SM/i, 'jaringan menolak SMS ini'],
  [/^operation not allowed|no \+CNMA/i, 'modem menolak perintah kirim'],
  [/busy|reserved$|in progress|temporarily/i, 'modem sedang sibuk'],
  [
    /ME failure|phone failure|system failure|NV failure|Error in MS|no connection to phone/i,
    'modem terganggu',
  ],
  [/^\(?U?\)?SIM/, 'SIM terganggu'],
  [
    /invalid|incorrect|not supported|not implemented|non-existent|unsupported|parameter|^TP|TP-|TPDU|replace|actioned|compatible|message class/i,
    'modem atau jaringan menolak bentuk SMS ini',
  ],
  [
    /^unknown|unspecified|unlisted|code of the maker|garbage|no code|reserved|clearing|general problem|^ERROR$/i,
    'modem menyebut galat tanpa penjelasan',
  ],
];

/** A name that this table lacks is kept as it is, marked as what the modem said. */
export function faultWords(fault: string): string {
  const meaning = MEANINGS.find(([name]) => name.test(fault));
  return meaning ? `${meaning[1]} (${fault})` : fault;
}
