# What fish offers after `cj`. Written by: cj completion fish
function __cj_offers
    set -l words (commandline -opc)
    set -l word (commandline -ct)
    set -lx _CJ_COMPLETE fish
    set -l lines ($words[1] $words[2..-1] "$word" 2>/dev/null)
    if test "$lines[1]" = :files
        __fish_complete_path "$word"
    else
        printf '%s\n' $lines
    end
end
complete --command cj --no-files --keep-order --arguments '(__cj_offers)'
