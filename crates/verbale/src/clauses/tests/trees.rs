//! The trees, hand-checked.

/// Kenya was bombed by Uganda and Rwanda.
pub(super) const PASSIVE: &str = "
Kenya NNP nsubjpass 3 Kenya GPE
was VBD auxpass 3 be
bombed VBN ROOT 0 bomb
by IN agent 3 by
Uganda NNP pobj 4 Uganda GPE
and CC cc 5 and
Rwanda NNP conj 5 Rwanda GPE
. . punct 3 .
";

/// Kenya urged Uganda not to attack and promised to withdraw.
pub(super) const CONTROL: &str = "
Kenya NNP nsubj 2 Kenya GPE
urged VBD ROOT 0 urge
Uganda NNP dobj 2 Uganda GPE
not RB neg 6 not
to TO aux 6 to
attack VB xcomp 2 attack
and CC cc 6 and
promised VBD conj 6 promise
to TO aux 10 to
withdraw VB xcomp 8 withdraw
. . punct 2 .
";

/// The troops that Kenya sent met rebels armed by Uganda.
pub(super) const RELATIVE: &str = "
The DT det 2 the
troops NNS nsubj 6 troop
that WDT dobj 5 that
Kenya NNP nsubj 5 Kenya GPE
sent VBD relcl 2 send
met VBD ROOT 0 meet
rebels NNS dobj 6 rebel
armed VBN acl 7 arm
by IN agent 8 by
Uganda NNP pobj 9 Uganda GPE
. . punct 6 .
";

/// Kenya held a round of talks with Uganda.
pub(super) const LIGHT: &str = "
Kenya NNP nsubj 2 Kenya GPE
held VBD ROOT 0 hold
a DT det 4 a
round NN dobj 2 round
of IN prep 4 of
talks NNS pobj 5 talk
with IN prep 6 with
Uganda NNP pobj 7 Uganda GPE
. . punct 2 .
";

/// Sanctions imposed by Kenya were condemned.
pub(super) const LIGHT_PASSIVE: &str = "
Sanctions NNS nsubjpass 6 sanction
imposed VBN acl 1 impose
by IN agent 2 by
Kenya NNP pobj 3 Kenya GPE
were VBD auxpass 6 be
condemned VBN ROOT 0 condemn
. . punct 6 .
";

/// Kenya's bombing of Lagos ended the US-China talks.
pub(super) const NOUN: &str = "
Kenya NNP poss 3 Kenya GPE
's POS case 1 's
bombing NN nsubj 6 bombing
of IN prep 3 of
Lagos NNP pobj 4 Lagos GPE
ended VBD ROOT 0 end
the DT det 11 the
US NNP compound 10 US GPE
- HYPH punct 10 -
China NNP compound 11 China GPE
talks NNS dobj 6 talk
. . punct 6 .
";

/// No Kenyan troops attacked Uganda.
pub(super) const NOBODY: &str = "
No DT det 3 no
Kenyan JJ amod 3 kenyan NORP
troops NNS nsubj 4 troop
attacked VBD ROOT 0 attack
Uganda NNP dobj 4 Uganda GPE
. . punct 4 .
";

/// Had Kenya invaded Uganda, Rwanda would have intervened.
pub(super) const INVERTED: &str = "
Had VBD aux 3 have
Kenya NNP nsubj 3 Kenya GPE
invaded VBN advcl 9 invade
Uganda NNP dobj 3 Uganda GPE
, , punct 9 ,
Rwanda NNP nsubj 9 Rwanda GPE
would MD aux 9 would
have VB aux 9 have
intervened VBN ROOT 0 intervene
. . punct 9 .
";

/// Kenya will attack, the general said, if Uganda crosses the line.
pub(super) const ASIDE: &str = "
Kenya NNP nsubj 3 Kenya GPE
will MD aux 3 will
attack VB ROOT 0 attack
, , punct 7 ,
the DT det 6 the
general NN nsubj 7 general
said VBD parataxis 3 say
, , punct 7 ,
if IN mark 11 if
Uganda NNP nsubj 11 Uganda GPE
crosses VBZ advcl 7 cross
the DT det 13 the
line NN dobj 11 line
. . punct 3 .
";

/// Kenya ruled out expelling Ugandan diplomats.
pub(super) const GERUND: &str = "
Kenya NNP nsubj 2 Kenya GPE
ruled VBD ROOT 0 rule
out RP prt 2 out
expelling VBG advcl 2 expel
Ugandan JJ amod 6 ugandan ORG
diplomats NNS dobj 4 diplomat
. . punct 2 .
";

/// Kenya to send troops to Uganda
pub(super) const HEADLINE: &str = "
Kenya NNP nsubj 3 Kenya GPE
to TO aux 3 to
send VB ROOT 0 send
troops NNS dobj 3 troop
to IN prep 3 to
Uganda NNP pobj 5 Uganda GPE
";

/// Kenya has rejected calls to release a pilot.
pub(super) const CALLS: &str = "
Kenya NNP nsubj 3 Kenya GPE
has VBZ aux 3 have
rejected VBN ROOT 0 reject
calls NNS dobj 3 call
to TO aux 6 to
release VB advcl 3 release
a DT det 8 a
pilot NN dobj 6 pilot
. . punct 3 .
";

/// Kenya has yet to apologise.
pub(super) const YET: &str = "
Kenya NNP nsubj 2 Kenya GPE
has VBZ ROOT 0 have
yet RB advmod 2 yet
to TO aux 5 to
apologise VB xcomp 2 apologise
. . punct 2 .
";

/// After massing troops, Kenya invaded Uganda without bombing it.
pub(super) const AFTER: &str = "
After IN prep 6 after
massing VBG pcomp 1 mass
troops NNS dobj 2 troop
, , punct 6 ,
Kenya NNP nsubj 6 Kenya GPE
invaded VBD ROOT 0 invade
Uganda NNP dobj 6 Uganda GPE
without IN prep 6 without
bombing VBG pcomp 8 bomb
it PRP dobj 9 it
. . punct 6 .
";

/// Kenya did not meet or call Uganda.
pub(super) const SHARED: &str = "
Kenya NNP nsubj 4 Kenya GPE
did VBD aux 4 do
not RB neg 4 not
meet VB ROOT 0 meet
or CC cc 4 or
call VB conj 4 call
Uganda NNP dobj 6 Uganda GPE
. . punct 4 .
";

/// Kenya is ready and willing to talk.
pub(super) const ADJECTIVE: &str = "
Kenya NNP nsubj 2 Kenya GPE
is VBZ ROOT 0 be
ready JJ acomp 2 ready
and CC cc 3 and
willing JJ conj 3 willing
to TO aux 7 to
talk VB xcomp 5 talk
. . punct 2 .
";

/// It is unclear whether Kenya attacked.
pub(super) const WHETHER: &str = "
It PRP nsubj 2 it
is VBZ ROOT 0 be
unclear JJ acomp 2 unclear
whether IN mark 6 whether
Kenya NNP nsubj 6 Kenya GPE
attacked VBD ccomp 2 attack
. . punct 2 .
";

/// Did Kenya attack Uganda?
pub(super) const QUESTION: &str = "
Did VBD aux 3 do
Kenya NNP nsubj 3 Kenya GPE
attack VB ROOT 0 attack
Uganda NNP dobj 3 Uganda GPE
? . punct 3 ?
";

/// In the event of an attack by Kenya, Uganda will respond.
pub(super) const EVENT: &str = "
In IN prep 12 in
the DT det 3 the
event NN pobj 1 event
of IN prep 3 of
an DT det 6 an
attack NN pobj 4 attack
by IN prep 6 by
Kenya NNP pobj 7 Kenya GPE
, , punct 12 ,
Uganda NNP nsubj 12 Uganda GPE
will MD aux 12 will
respond VB ROOT 0 respond
. . punct 12 .
";

/// Ministers made no progress at talks and denied the charge.
pub(super) const NO_PROGRESS: &str = "
Ministers NNS nsubj 2 minister
made VBD ROOT 0 make
no DT det 4 no
progress NN dobj 2 progress
at IN prep 2 at
talks NNS pobj 5 talk
and CC cc 2 and
denied VBD conj 2 deny
the DT det 10 the
charge NN dobj 8 charge
. . punct 2 .
";

/// Kenya was accused of bombing Uganda.
pub(super) const ACCUSED: &str = "
Kenya NNP nsubjpass 3 Kenya GPE
was VBD auxpass 3 be
accused VBN ROOT 0 accuse
of IN prep 3 of
bombing VBG pcomp 4 bomb
Uganda NNP dobj 5 Uganda GPE
. . punct 3 .
";

/// Kenya was given weapons.
pub(super) const GAVE: &str = "
Kenya NNP nsubjpass 3 Kenya GPE
was VBD auxpass 3 be
given VBN ROOT 0 give
weapons NNS dobj 3 weapon
. . punct 3 .
";
