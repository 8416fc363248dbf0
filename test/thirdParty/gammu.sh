#!/usr/bin/env bash
# gammu against the simulated modem: identify, read everything, send.
set -euo pipefail
. "$(dirname "${BASH_SOURCE[0]}")/common.sh"

need gammu gammu
start_sim

cat >"$work/gammurc" <<END
[gammu]
device = $modem
connection = at115200
logfile = $work/gammu.log
logformat = textalldate
END
export LC_ALL=C.UTF-8
run_gammu() { timeout 90 gammu -c "$work/gammurc" "$@" 2>&1; }

identity=$(run_gammu identify || true)
check "gammu identify shows the manufacturer" contains "$identity" SIMULASI
check "gammu identify shows the model" contains "$identity" SIM-HD1
check "gammu identify shows the IMEI" contains "$identity" 356938035643809
check "gammu identify shows the IMSI" contains "$identity" 510990123456789

long_tail='bagian akhir dari SMS yang sangat panjang, tiba utuh'
long="HELPDESK $(printf 'komputer di ruang %d rusak; ' $(seq 1 12))$long_tail"
long_emoji="HELPDESK $(printf 'darurat 🚨 %d; ' $(seq 1 12))"
phone_sends +6281234500101 'HELPDESK Grüße, Ångström, ñandú: ÄÖÜ ß'
phone_sends +6281234500102 'HELPDESK tolong 🙏 internet mati 😭'
phone_sends +6281234500103 'HELPDESK kurung [a] {b} ~c~ ^d^ |e| \f dan 10 €'
phone_sends TELKOMSEL 'Sisa kuota Anda 2 GB'
phone_sends +6281234500101 "$long"
phone_sends +6281234500102 "$long_emoji"

listed=$(run_gammu geteachsms || true)
check "gammu reads umlauts" contains "$listed" 'HELPDESK Grüße, Ångström, ñandú: ÄÖÜ ß'
check "gammu reads emoji" contains "$listed" 'HELPDESK tolong 🙏 internet mati 😭'
check "gammu reads the GSM-7 extension" contains "$listed" 'HELPDESK kurung [a] {b} ~c~ ^d^ |e| \f dan 10 €'
check "gammu reads a sender that is a name" contains "$listed" '"TELKOMSEL"'
check "gammu joins the parts of a long text" contains "$listed" "$long"
check "gammu joins the parts of a long text with emoji" contains "$listed" "$long_emoji"
all=$(run_gammu getallsms || true)
check "gammu getallsms counts ten parts" contains "$all" '10 SMS parts in 10 SMS sequences'

run_gammu deletesms 1 1 >/dev/null || true
all=$(run_gammu getallsms || true)
check "gammu deletesms takes one away" contains "$all" '9 SMS parts in 9 SMS sequences'

answer='Baik, teknisi {Agus} berangkat [1 jam] €'
run_gammu sendsms TEXT +6281234500101 -text "$answer" >/dev/null || true
check "gammu sendsms reaches the phone with the extension table" phone_shows +6281234500101 "$answer"
answer='Terima kasih 🙏 Pak Müller'
run_gammu sendsms TEXT +6281234500102 -unicode -report -text "$answer" >/dev/null || true
check "gammu sendsms reaches the phone with emoji" phone_shows +6281234500102 "$answer"
answer="Jawaban panjang: $(printf 'butir %d, ' $(seq 1 40))selesai."
run_gammu sendsms TEXT +6281234500103 -len 500 -text "$answer" >/dev/null || true
check "gammu sendsms of a long text arrives joined" phone_shows +6281234500103 "$answer"
check "gammu sendsms of a long text leaves in three parts" test "$(accepted_parts +6281234500103)" = 3

finish
