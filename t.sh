cap () 
{ 
    tmux -L u capture-pane -p -t w | grep -v '^$'
}
